using System.Globalization;
using Cabildo.Platform.Refusals;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Cabildo.Authority.Publication;

/// <summary>Where servers fetch the configuration (PR-GCONF 2.6), and people its anchors.</summary>
internal static class PublicationEndpoints
{
    private static readonly string[] GetOrHead = [HttpMethods.Get, HttpMethods.Head];

    private static readonly Refusal NotMade = new(
        "no-configuration", "There is no configuration that has not expired. The authority's /health/ready says why; try again in a minute.", 503);

    private static readonly Refusal NoVersion = new(
        "no-version", $"The configuration is published in versions {ConfigurationEdition.OldestVersion} to {ConfigurationEdition.NewestVersion}.", 404);

    private static readonly Refusal NoPart = new("no-part", "No directory lists this file any more. Fetch the directory again.", 404);

    public static void MapPublication(this IEndpointRouteBuilder app)
    {
        foreach (var audience in (ConfigurationAudience[])[ConfigurationAudience.Internal, ConfigurationAudience.External])
        {
            app.MapMethods($"/{audience.Path}", GetOrHead, (HttpRequest request, ConfigurationPublisher publisher, CancellationToken ct) => GetDirectoryAsync(audience, request, publisher, ct));
            app.MapMethods($"/anchor/{audience.Name}", GetOrHead, (ConfigurationPublisher publisher, CancellationToken ct) => GetAnchorAsync(audience, publisher, ct));
        }

        app.MapMethods("/V{version:int}/{digest}/{name}", GetOrHead, GetPartAsync);
    }

    private static async Task<IResult> GetDirectoryAsync(ConfigurationAudience audience, HttpRequest request, ConfigurationPublisher publisher, CancellationToken ct)
    {
        if (await publisher.CurrentAsync(ct) is not { } edition)
            return NotMade.ToProblem();
        var asked = request.Query["version"];
        if (asked.Count == 0)
            return edition.Directory(audience, ConfigurationEdition.NewestVersion)!;
        return asked.Count == 1 && int.TryParse(asked[0], NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            && edition.Directory(audience, version) is { } directory ? directory : NoVersion.ToProblem();
    }

    private static async Task<IResult> GetAnchorAsync(ConfigurationAudience audience, ConfigurationPublisher publisher, CancellationToken ct) =>
        await publisher.CurrentAsync(ct) is { } edition ? edition.Anchor(audience) : NotMade.ToProblem();

    private static async Task<IResult> GetPartAsync(HttpRequest request, ConfigurationPublisher publisher, CancellationToken ct)
    {
        if (await publisher.CurrentAsync(ct) is not { } edition)
            return NotMade.ToProblem();
        return edition.Part(request.Path.Value ?? "") ?? (IResult)NoPart.ToProblem();
    }
}
