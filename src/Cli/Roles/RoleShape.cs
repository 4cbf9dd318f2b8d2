using Cabildo.Authority;
using Cabildo.Cli.Settings;
using Cabildo.Documents;
using Cabildo.Exchange;
using Cabildo.Exchange.Log;
using Cabildo.Identity;
using Cabildo.Portal;

namespace Cabildo.Cli.Roles;

/// <summary>What may be set of a role: the sections of its options, and what every role has.</summary>
internal sealed class RoleShape
{
    private readonly (string Path, Type Options)[] _sections;

    private RoleShape(params (string Path, Type Options)[] sections)
    {
        _sections = sections;
        Keys = sections.Aggregate(SettingShape.OfClass(typeof(CommonSettings)), (shape, section) => shape.With(section.Path, SettingShape.OfClass(section.Options)));
    }

    public static RoleShape Identity { get; } = new((IdentityProviderOptions.Section, typeof(IdentityProviderOptions)));

    public static RoleShape Documents { get; } = new((DocumentsOptions.Section, typeof(DocumentsOptions)));

    public static RoleShape Authority { get; } = new((AuthorityOptions.Section, typeof(AuthorityOptions)));

    public static RoleShape Exchange { get; } = new((ExchangeOptions.Section, typeof(ExchangeOptions)), (MessageLogOptions.Section, typeof(MessageLogOptions)));

    public static RoleShape Portal { get; } = new(("Portal", typeof(PortalOptions)));

    /// <summary>Every key.</summary>
    public SettingShape.Section Keys { get; }

    /// <summary>The section that an options class is read from.</summary>
    public string SectionOf(Type options) => _sections.FirstOrDefault(section => section.Options == options).Path ?? "";

    /// <summary>The settings of every role (docs/operate/roles.md), which the platform reads key by key.</summary>
    private sealed class CommonSettings
    {
        public string? Urls { get; set; }

        public string? Database { get; set; }

        public KeyRingSettings? KeyRing { get; set; }

        public CountrySettings? Country { get; set; }

        public AssetSettings? Assets { get; set; }

        public string? Proxies { get; set; }

        public LogSettings? Log { get; set; }
    }

    private sealed class KeyRingSettings
    {
        public string? Certificate { get; set; }
    }

    private sealed class CountrySettings
    {
        public string? Pack { get; set; }
    }

    private sealed class AssetSettings
    {
        public string? Folder { get; set; }
    }

    private sealed class LogSettings
    {
        public Microsoft.Extensions.Logging.LogLevel Level { get; set; }

        public string? Format { get; set; }
    }
}
