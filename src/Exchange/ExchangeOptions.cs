namespace Cabildo.Exchange;

/// <summary>What an organisation's node is told; the section <c>Exchange</c>. Identifiers are percent-encoded, as in URLs.</summary>
public sealed partial class ExchangeOptions
{
    /// <summary>The name of the configuration section.</summary>
    public const string Section = "Exchange";

    /// <summary>This server: <c>instance/class/member/server</c>. Required.</summary>
    public string Server { get; set; } = string.Empty;

    /// <summary>
    /// Where the organisation's own systems call <c>/r1/…</c>: <c>http://address:port</c>, the address numeric. Whoever reaches it
    /// may speak for <see cref="Subsystems"/>: keep it inside the organisation. Default: <c>http://127.0.0.1:8080</c>.
    /// </summary>
    public string ClientsUrl { get; set; } = "http://127.0.0.1:8080";

    /// <summary>Where other servers call, over mutual TLS: <c>https://address:port</c>, the address numeric. Default: every IPv4 address, port 5500.</summary>
    public string PeersUrl { get; set; } = "https://0.0.0.0:5500";

    /// <summary>The folder of the token with this server's keys; see <see cref="NodeKeys"/>. Required.</summary>
    public string Token { get; set; } = string.Empty;

    /// <summary>The token's passphrase; null if the token keeps its own.</summary>
    public string? TokenPassphrase { get; set; }

    /// <summary>The organisation's own subsystems that may call services through this server. Default: none.</summary>
    public IList<string> Subsystems { get; } = [];

    /// <summary>The services this server offers. Default: none.</summary>
    public IList<ServiceOptions> Services { get; } = [];

    /// <summary>The longest body of a request or an answer, in bytes. Default: 100 MiB.</summary>
    public long MaxBodyBytes { get; set; } = 100 * 1024 * 1024;

    /// <summary>How long a connection to a peer or a service may take. Default: 10 s.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long another server may say nothing, be it before its answer or within a message. Default: 75 s, more than any service's.</summary>
    public TimeSpan PeerTimeout { get; set; } = TimeSpan.FromSeconds(75);
}

/// <summary>A service of this organisation.</summary>
public sealed class ServiceOptions
{
    /// <summary>Its identifier: <c>instance/class/member/subsystem/service</c>. Required.</summary>
    public string Id { get; set; } = string.Empty;

    /// <summary>What the path after the identifier is appended to. Required.</summary>
    public string Url { get; set; } = string.Empty;

    /// <summary>How long it may say nothing. Default: 60 s.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Who may call it. Default: nobody.</summary>
    public IList<GrantOptions> Grants { get; } = [];
}

/// <summary>A right to call a service, or some of its endpoints.</summary>
public sealed class GrantOptions
{
    /// <summary>The subsystem that may: <c>instance/class/member/subsystem</c>. Required.</summary>
    public string Client { get; set; } = string.Empty;

    /// <summary>The HTTP method. Default: <c>*</c>, all.</summary>
    public string Method { get; set; } = "*";

    /// <summary>The path after the service: <c>*</c> stands for anything in one segment, <c>**</c> for anything. Default: <c>**</c>.</summary>
    public string Path { get; set; } = "**";
}
