namespace Cabildo.Authority.Publication;

/// <summary>Whom a configuration is for.</summary>
internal sealed record ConfigurationAudience
{
    /// <summary>The instance's own servers: shared and private parameters.</summary>
    public static readonly ConfigurationAudience Internal = new("internal", "internalconf");

    /// <summary>Federated instances: shared parameters alone.</summary>
    public static readonly ConfigurationAudience External = new("external", "externalconf");

    private ConfigurationAudience(string name, string path) => (Name, Path) = (name, path);

    /// <summary>Its name, in the database and in anchors' addresses.</summary>
    public string Name { get; }

    /// <summary>The path it is published at, which X-Road's clients know.</summary>
    public string Path { get; }
}
