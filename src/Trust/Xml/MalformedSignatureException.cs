namespace Cabildo.Trust.Xml;

/// <summary>A document is not a signature that can be checked; the message says why, in words a person can act on.</summary>
public sealed class MalformedSignatureException : Exception
{
    /// <inheritdoc />
    public MalformedSignatureException()
    {
    }

    /// <inheritdoc />
    public MalformedSignatureException(string message)
        : base(message)
    {
    }

    /// <inheritdoc />
    public MalformedSignatureException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
