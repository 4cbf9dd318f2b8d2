using Cabildo.XRoad.GlobalConfiguration;
using Cabildo.XRoad.GlobalConfiguration.Directories;
using Cabildo.XRoad.GlobalConfiguration.Parameters;

namespace Cabildo.Authority.Tests.Support;

/// <summary>What a server does: it has an anchor, fetches, verifies, and learns the keys that a trusted configuration names.</summary>
internal sealed class ConfigurationClient
{
    private readonly AuthorityRole _role;
    private readonly ConfigurationAnchor _anchor;
    private SharedParameters? _trusted;

    private ConfigurationClient(AuthorityRole role, ConfigurationAnchor anchor) => (_role, _anchor) = (role, anchor);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<ConfigurationClient> WithAnchorAsync(AuthorityRole role, string audience)
    {
        var anchor = ConfigurationAnchor.Parse(await role.Anyone.GetByteArrayAsync($"/anchor/{audience}", Ct));
        Assert.Equal($"{role.Url}/{audience}conf", anchor.Sources.Single().DownloadUrl);
        return new ConfigurationClient(role, anchor);
    }

    /// <summary>What the client thinks of the directory as it is served now.</summary>
    public async Task<DirectoryVerdict> VerifyAsync(string path, int? version)
    {
        var keys = new VerificationKeys(_anchor);
        if (_trusted is not null)
            Assert.True(keys.Learn(_trusted));
        var file = await _role.Anyone.GetByteArrayAsync(version is null ? path : $"{path}?version={version}", Ct);
        return SignedDirectory.Parse(file).Verify(keys, _role.Time.GetUtcNow());
    }

    /// <summary>The directory and its files, which must hold.</summary>
    public async Task<(ConfigurationDirectory Directory, SharedParameters Shared, PrivateParameters? Private)> FetchAsync(string path, int version)
    {
        var verdict = await VerifyAsync(path, version);
        Assert.Null(verdict.Problem);
        var shared = SharedParameters.Parse((await FilesAsync(verdict.Directory!, DirectoryPart.SharedParameters)).Single());
        var own = await FilesAsync(verdict.Directory!, DirectoryPart.PrivateParameters);
        _trusted = shared;
        return (verdict.Directory!, shared, own.Count == 0 ? null : PrivateParameters.Parse(own[0]));
    }

    private async Task<List<byte[]>> FilesAsync(ConfigurationDirectory directory, string kind)
    {
        List<byte[]> files = [];
        foreach (var part in directory.Parts.Where(part => part.Identifier == kind))
        {
            var file = await _role.Anyone.GetByteArrayAsync(new Uri(new Uri(_anchor.Sources[0].DownloadUrl), part.Location), Ct);
            Assert.True(part.IsOf(file));
            files.Add(file);
        }

        return files;
    }
}
