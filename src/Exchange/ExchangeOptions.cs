namespace Cabildo.Exchange;

/// <summary>What an organisation's node is told; the section <c>Exchange</c>. Identifiers are percent-encoded, as in URLs.</summary>
public sealed partial class ExchangeOptions
{
    /// <summary>The name of the configuration section.</summary>
    public const string Section = "Exchange";

    /// <summary>This server: <c>instance/class/member/server</c>. Required.</summary>
    public string Server { get; set; } = string.Empty;

    /// <summary>
    /// Where the organisation's own systems call in plain HTTP: <c>http://address:port</c>, the address numeric. Only clients whose
    /// <see cref="ClientOptions.Connection"/> is <see cref="ClientConnection.Http"/> may use it: keep it inside the
    /// organisation. Default: <c>http://127.0.0.1:8080</c>.
    /// </summary>
    public string ClientsUrl { get; set; } = "http://127.0.0.1:8080";

    /// <summary>Where they call in HTTPS: <c>https://address:port</c>, the address numeric. Default: none, so that only plain HTTP is served.</summary>
    public string? ClientsTlsUrl { get; set; }

    /// <summary>Where other servers call, over mutual TLS: <c>https://address:port</c>, the address numeric. Default: every IPv4 address, port 5500.</summary>
    public string PeersUrl { get; set; } = "https://0.0.0.0:5500";

    /// <summary>The folder of the token with this server's keys; see <see cref="NodeKeys"/>. Required.</summary>
    public string Token { get; set; } = string.Empty;

    /// <summary>The token's passphrase; null if the token keeps its own.</summary>
    public string? TokenPassphrase { get; set; }

    /// <summary>The organisation's own subsystems that may call services through this server. Default: none.</summary>
    public IList<ClientOptions> Clients { get; } = [];

    /// <summary>The services this server offers. Default: none.</summary>
    public IList<ServiceOptions> Services { get; } = [];

    /// <summary>Groups of clients that rights can be granted to. Default: none.</summary>
    public IList<LocalGroupOptions> LocalGroups { get; } = [];

    /// <summary>The longest body of a request or an answer, in bytes. Default: 100 MiB.</summary>
    public long MaxBodyBytes { get; set; } = 100 * 1024 * 1024;

    /// <summary>Where bodies longer than 1 MiB are held until their signature is verified. Default: the system's folder for temporary files.</summary>
    public string? HeldBodies { get; set; }

    /// <summary>How long a connection to a peer or a service may take. Default: 10 s.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long another server may say nothing, be it before its answer or within a message. Default: 75 s, more than any service's.</summary>
    public TimeSpan PeerTimeout { get; set; } = TimeSpan.FromSeconds(75);
}

/// <summary>A subsystem of this organisation that calls services through this server.</summary>
public sealed class ClientOptions
{
    /// <summary>Its identifier: <c>instance/class/member/subsystem</c>. Required.</summary>
    public string Id { get; set; } = string.Empty;

    /// <summary>How it must connect. Default: <see cref="ClientConnection.MutualTls"/>.</summary>
    public ClientConnection Connection { get; set; } = ClientConnection.MutualTls;

    /// <summary>The SHA-256 fingerprints of its TLS certificates, in hexadecimal: what mutual TLS asks for. Default: none, so that it cannot connect so.</summary>
    public IList<string> Certificates { get; } = [];
}

/// <summary>How a client connects to its own security server.</summary>
public enum ClientConnection
{
    /// <summary>By HTTPS with one of its certificates.</summary>
    MutualTls,

    /// <summary>By HTTPS, with or without a certificate of any kind.</summary>
    Https,

    /// <summary>In plain HTTP too.</summary>
    Http,
}
