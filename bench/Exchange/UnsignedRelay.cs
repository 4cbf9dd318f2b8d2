using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Cabildo.Bench.Exchange;

/// <summary>
/// What an exchange is measured against: two relays of the same framework that pass HTTP on over mutual TLS, and sign, check and
/// record nothing. <c>--relay in LISTEN NEXT</c> is the consumer's side, <c>--relay out LISTEN NEXT</c> the provider's.
/// </summary>
internal static class UnsignedRelay
{
    /// <summary>The first argument of a process that is one.</summary>
    public const string Word = "--relay";

    public static async Task RunAsync(string side, string listen, string next, string certificateFile)
    {
        using var certificate = X509CertificateLoader.LoadPkcs12FromFile(certificateFile, null);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        var address = IPEndPoint.Parse(listen);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(address, endpoint =>
            {
                if (side == "out")
                    endpoint.UseHttps(https =>
                    {
                        https.ServerCertificate = certificate;
                        https.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
                        https.ClientCertificateValidation = (shown, _, _) => shown.Thumbprint == certificate.Thumbprint;
                    });
            });
        });
        using var http = new HttpMessageInvoker(Pool(certificate));
        var app = builder.Build();
        app.Run(context => PassOnAsync(context, http, next));
        await app.StartAsync();
        Console.WriteLine("ready");
        await app.WaitForShutdownAsync();
    }

    private static SocketsHttpHandler Pool(X509Certificate2 certificate) => new()
    {
        UseCookies = false,
        UseProxy = false,
        AllowAutoRedirect = false,
        ActivityHeadersPropagator = null,
        SslOptions = new SslClientAuthenticationOptions
        {
            ClientCertificateContext = SslStreamCertificateContext.Create(certificate, [], offline: true),
            RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString(HashAlgorithmName.SHA1) == certificate.Thumbprint,
        },
    };

    private static async Task PassOnAsync(HttpContext context, HttpMessageInvoker http, string next)
    {
        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), next + context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget);
        if (context.Request.ContentLength > 0)
            request.Content = new StreamContent(context.Request.Body);
        foreach (var header in context.Request.Headers)
        {
            if (header.Key is not ("Host" or "Connection") && !request.Headers.TryAddWithoutValidation(header.Key, (IEnumerable<string?>)header.Value))
                request.Content?.Headers.TryAddWithoutValidation(header.Key, (IEnumerable<string?>)header.Value);
        }

        using var answer = await http.SendAsync(request, context.RequestAborted);
        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var header in answer.Headers.NonValidated.Concat(answer.Content.Headers.NonValidated))
        {
            if (!header.Key.Equals("transfer-encoding", StringComparison.OrdinalIgnoreCase))
                context.Response.Headers[header.Key] = string.Join(',', header.Value);
        }

        await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }
}
