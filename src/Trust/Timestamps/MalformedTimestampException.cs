namespace Cabildo.Trust.Timestamps;

/// <summary>A timestamp's request, response or token that is not one (RFC 3161 §2.4), or is beyond the limits on size.</summary>
public sealed class MalformedTimestampException : FormatException
{
    /// <param name="message">What is wrong.</param>
    /// <param name="inner">What the reader of DER said, if it was that.</param>
    public MalformedTimestampException(string message, Exception? inner = null) : base(message, inner)
    {
    }
}
