namespace Cabildo.Exchange;

/// <summary>A service of this organisation.</summary>
public sealed class ServiceOptions
{
    /// <summary>Its identifier: <c>instance/class/member/subsystem/service</c>, of SOAP perhaps with <c>/version</c>. Required.</summary>
    public string Id { get; set; } = string.Empty;

    /// <summary>What it speaks. Default: <see cref="ServiceKind.Rest"/>.</summary>
    public ServiceKind Kind { get; set; } = ServiceKind.Rest;

    /// <summary>Where it is: of REST what the path after the identifier is appended to, of SOAP the endpoint. The next is tried where one cannot be reached. At least one.</summary>
    public IList<string> Urls { get; } = [];

    /// <summary>
    /// The SHA-256 fingerprints of the certificates its HTTPS may show, in hexadecimal. Default: none, and its certificate must then
    /// be one the system trusts for its name.
    /// </summary>
    public IList<string> Certificates { get; } = [];

    /// <summary>
    /// Where its description is: of REST one of OpenAPI 3, JSON or YAML; of SOAP its WSDL. Other organisations' systems get it by getOpenAPI
    /// and getWsdl, without the addresses in it. Default: none, and none is given.
    /// </summary>
    public string? DescriptionUrl { get; set; }

    /// <summary>The endpoints that listMethods and allowedMethods tell of, beside those that rights name. It gives no right. Default: none.</summary>
    public IList<EndpointOptions> Endpoints { get; } = [];

    /// <summary>How long it may say nothing. Default: 60 s.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>A sentence to its callers while it is out of service. Default: none, it is in service.</summary>
    public string? Disabled { get; set; }

    /// <summary>How much each client may ask of it, where the client's right says nothing else. Default: without limits.</summary>
    public LimitOptions Limit { get; set; } = new();

    /// <summary>Who may call it. Default: nobody.</summary>
    public IList<GrantOptions> Grants { get; } = [];
}

/// <summary>What a service speaks.</summary>
public enum ServiceKind
{
    /// <summary>HTTP, by REST messages.</summary>
    Rest,

    /// <summary>SOAP 1.1.</summary>
    Soap,
}

/// <summary>An endpoint of a REST service.</summary>
public sealed class EndpointOptions
{
    /// <summary>The HTTP method. Default: <c>*</c>, all.</summary>
    public string Method { get; set; } = "*";

    /// <summary>The path after the service, with the wildcards of <see cref="GrantOptions.Path"/>. Default: <c>**</c>.</summary>
    public string Path { get; set; } = "**";
}

/// <summary>A right to call a service, or some of its endpoints: of one client or of one group.</summary>
public sealed class GrantOptions
{
    /// <summary>The subsystem that may: <c>instance/class/member/subsystem</c>.</summary>
    public string? Client { get; set; }

    /// <summary>The group of the global configuration whose members may: <c>instance/code</c>.</summary>
    public string? GlobalGroup { get; set; }

    /// <summary>The group of <see cref="ExchangeOptions.LocalGroups"/> whose members may: its code.</summary>
    public string? LocalGroup { get; set; }

    /// <summary>The HTTP method. Default: <c>*</c>, all.</summary>
    public string Method { get; set; } = "*";

    /// <summary>The path after the service: <c>*</c> stands for anything in one segment, <c>**</c> for anything. Default: <c>**</c>.</summary>
    public string Path { get; set; } = "**";

    /// <summary>What the right comes from, such as the number of an agreement. It is noted with every exchange. Default: none.</summary>
    public string? Agreement { get; set; }

    /// <summary>
    /// The members of a JSON answer that the client may see, such as <c>status</c> or <c>holder.name</c>; within arrays, of each
    /// element. Everything else is taken out before the answer is signed. Default: none named, and all pass.
    /// </summary>
    public IList<string> Fields { get; } = [];

    /// <summary>How much the client may ask, in place of what the service says. Default: as the service says.</summary>
    public LimitOptions? Limit { get; set; }
}

/// <summary>How much a client may ask of a service. What comes beyond is answered with 429 and when to come again.</summary>
public sealed class LimitOptions
{
    /// <summary>Requests a second, on average. Default: 0, no limit.</summary>
    public double PerSecond { get; set; }

    /// <summary>How many may come at once within that average. Default: 10.</summary>
    public int Burst { get; set; } = 10;

    /// <summary>Requests a day of UTC. Default: 0, no limit.</summary>
    public long PerDay { get; set; }
}

/// <summary>A group of clients that this server's operators named.</summary>
public sealed class LocalGroupOptions
{
    /// <summary>Its code. Required.</summary>
    public string Code { get; set; } = string.Empty;

    /// <summary>Its members: <c>instance/class/member/subsystem</c>. Default: none.</summary>
    public IList<string> Members { get; } = [];
}
