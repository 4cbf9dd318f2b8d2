namespace Cabildo.XRoad.Transport;

/// <summary>What may stand before the first boundary of a multipart and after its last, where nothing is signed.</summary>
internal enum Surroundings
{
    /// <summary>Nothing but the line end behind the last boundary: so X-Road's servers write messages.</summary>
    Nothing,

    /// <summary>Line ends: X-Road's servers write some around the attachments (sources, <c>MultipartEncoder</c>).</summary>
    LineEnds,

    /// <summary>Anything short: programs of others write notes for readers without MIME there (RFC 2046 §5.1.1).</summary>
    Ignored,
}
