namespace Cabildo.Exchange;

/// <content>How a node is changed while it runs.</content>
public sealed partial class ExchangeOptions
{
    /// <summary>
    /// Where operators' calls come in: <c>https://address:port</c>, the address numeric, or <c>http://…</c> on a loopback address. Default:
    /// none, and nothing can be changed but in the file.
    /// </summary>
    public string? ManagementUrl { get; set; }
}
