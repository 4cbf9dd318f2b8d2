namespace Cabildo.XRoad.Transport;

/// <summary>How much of a message between servers is taken into memory before it is refused. Bodies are never in memory as a whole.</summary>
public static class TransportLimits
{
    /// <summary>Most bytes of a REST message part.</summary>
    public const int MessageBytes = 128 * 1024;

    /// <summary>Most bytes of a SOAP message part.</summary>
    public const int SoapBytes = 16 * 1024 * 1024;

    /// <summary>Most attachments of a SOAP message: with all else a container of evidence has, as many as <see cref="Evidence.Containers.ContainerLimits.Default"/> takes.</summary>
    public const int Attachments = 900;

    /// <summary>Most OCSP responses: one for each certificate of the sender's chain.</summary>
    public const int OcspResponses = 10;

    /// <summary>Most bytes of an OCSP response.</summary>
    public const int OcspResponseBytes = 64 * 1024;

    /// <summary>Most bytes of a signature document, and of each of the two documents of a hash chain.</summary>
    public const int SignatureBytes = 1024 * 1024;
}
