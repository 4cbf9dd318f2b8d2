using Cabildo.XRoad.Messages;

namespace Cabildo.Exchange.Provider;

/// <summary>What has become known of an exchange by the time it is logged.</summary>
internal sealed class Exchanged
{
    public RestRequestPart? Request { get; set; }

    public int Status { get; set; }
}
