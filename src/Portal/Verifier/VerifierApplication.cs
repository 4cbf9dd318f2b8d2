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
internal static class VerifierApplication
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
                    file.Context.Request.Path.StartsWithSegments(Root + "/assets", StringComparison.Ordinal)
                        ? "public, max-age=31536000, immutable"
                        : "no-cache",
            });
        });
        app.MapGet(Root + "/config.json", (HttpResponse response) =>
        {
            response.Headers.CacheControl = "no-cache";
            return TypedResults.Json(new
            {
                trustListUrl = new Uri(documents, "trust-list"),
                trustListKeyUrl = new Uri(documents, "trust-list/key"),
            });
        });
    }

    // The camera, the WebAssembly reader of codes, and the two lists of the documents service.
    private static void OpenWhatItNeeds(IHeaderDictionary headers, Uri documents)
    {
        headers.ContentSecurityPolicy =
            "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; img-src 'self' data: blob:; media-src 'self' blob:; worker-src 'self' blob:; "
            + $"connect-src 'self' {documents.GetLeftPart(UriPartial.Authority)}; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
        headers["Permissions-Policy"] = "camera=(self), geolocation=(), microphone=()";
    }
}
