using System.Text.RegularExpressions;
using Cabildo.Platform.Country;
using Cabildo.Platform.Design;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Options;

namespace Cabildo.Portal.Verifier;

/// <summary>Serves the officers' verifier: files and one address to learn the trust list from; it asks nothing else of us.</summary>
internal static partial class VerifierApplication
{
    private const string Root = "/verifier";

    public static void MapVerifier(this WebApplication app)
    {
        var folder = app.Services.GetRequiredService<Assets>().FolderOf("verifier");
        if (!Directory.Exists(folder))
            return;
        var documents = app.Services.GetRequiredService<IOptions<PortalOptions>>().Value.Documents!;
        var types = new FileExtensionContentTypeProvider();
        types.Mappings[".webmanifest"] = "application/manifest+json";
        types.Mappings[".wasm"] = "application/wasm";

        app.UseWhen(context => context.Request.Path.StartsWithSegments(Root, StringComparison.Ordinal), verifier =>
        {
            verifier.Use((context, next) =>
            {
                OpenWhatItNeeds(context.Response.Headers, documents);
                return next(context);
            });
            var files = new PhysicalFileProvider(Path.GetFullPath(folder));
            verifier.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files, RequestPath = Root });
            verifier.UseStaticFiles(new StaticFileOptions
            {
                FileProvider = files,
                RequestPath = Root,
                ContentTypeProvider = types,
                OnPrepareResponse = file => file.Context.Response.Headers.CacheControl =
                    HashedName().IsMatch(file.File.Name)
                        ? "public, max-age=31536000, immutable"
                        : "no-cache",
            });
        });
        app.MapGet(Root + "/config.json", (HttpResponse response, CountryPack pack) =>
        {
            response.Headers.CacheControl = "no-cache";
            return TypedResults.Json(new VerifierConfig(new Uri(documents, "trust-list"), new Uri(documents, "trust-list/key"), pack.Restrictions));
        });
    }

    // The camera, the WebAssembly reader of codes, and the two lists of the documents service.
    private static void OpenWhatItNeeds(IHeaderDictionary headers, Uri documents)
    {
        headers.ContentSecurityPolicy =
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; font-src 'self'; manifest-src 'self'; worker-src 'self'; "
            + $"connect-src 'self' {documents.GetLeftPart(UriPartial.Authority)}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        headers["Permissions-Policy"] = "camera=(self), geolocation=(), microphone=()";
    }

    // The build puts a hash of the content into the names of what never changes.
    [GeneratedRegex("-[0-9a-f]{8}\\.", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex HashedName();

    /// <summary>What the verifier is told of this deployment.</summary>
    /// <param name="TrustListUrl">Where the signed trust list lies.</param>
    /// <param name="TrustListKeyUrl">Where its signer's key lies, pinned at first load.</param>
    /// <param name="Restrictions">What the country calls the restrictions of a licence, by code.</param>
    private sealed record VerifierConfig(Uri TrustListUrl, Uri TrustListKeyUrl, IReadOnlyDictionary<string, LocalText> Restrictions);
}
