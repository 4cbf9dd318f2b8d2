namespace Cabildo.Exchange;

/// <content>What a node must be told to find out by itself whom to trust.</content>
public sealed partial class ExchangeOptions
{
    /// <summary>
    /// The file of the instance's configuration anchor: where the global configuration is published and which keys sign it. It is
    /// read anew before every download, so that it may be replaced while the node runs. Required.
    /// </summary>
    public string Anchor { get; set; } = string.Empty;

    /// <summary>
    /// Where the last configuration that was verified is kept, for the next start. Whoever may write there is believed: it is the
    /// node's alone. Default: <c>data/globalconf</c>.
    /// </summary>
    public string ConfigurationFolder { get; set; } = "data/globalconf";

    /// <summary>How often the configuration is asked for. Default: 60 s.</summary>
    public TimeSpan ConfigurationInterval { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>The port at which all servers are called, of every instance: the configuration gives their addresses alone. Default: 5500.</summary>
    public int PeersPort { get; set; } = 5500;

    /// <summary>
    /// The port at which all servers hand out the OCSP answers of their certificates, by plain HTTP. This one does so too, at the
    /// address of <see cref="PeersUrl"/>. Default: 5577.
    /// </summary>
    public int OcspPort { get; set; } = 5577;

    /// <summary>Where the OCSP answers about this server's own certificates are kept, for the next start. Default: <c>data/ocsp</c>.</summary>
    public string OcspFolder { get; set; } = "data/ocsp";
}
