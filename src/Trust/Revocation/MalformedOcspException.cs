namespace Cabildo.Trust.Revocation;

/// <summary>An OCSP request or response that is not one (RFC 6960 §4), or is beyond the limits on size and number.</summary>
public sealed class MalformedOcspException : FormatException
{
    /// <param name="message">What is wrong.</param>
    /// <param name="inner">What the reader of DER said, if it was that.</param>
    public MalformedOcspException(string message, Exception? inner = null) : base(message, inner)
    {
    }
}
