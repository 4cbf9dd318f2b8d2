namespace Cabildo.XRoad.Messages.Soap;

/// <summary>A SOAP message part breaks PR-MESS.</summary>
public sealed class MalformedSoapException : Exception
{
    /// <param name="code">One of the constants here.</param>
    /// <param name="message">A sentence that says what is wrong.</param>
    /// <param name="inner">What it was found by, if by an exception.</param>
    public MalformedSoapException(string code, string message, Exception? inner = null)
        : base(message, inner) => Code = code;

    /// <summary>It is not well-formed XML, has a document type, is too long or too deep, or a field is not what its name says.</summary>
    public const string InvalidXml = nameof(InvalidXml);

    /// <summary>It is XML, but no SOAP 1.1 envelope.</summary>
    public const string InvalidSoap = nameof(InvalidSoap);

    /// <summary>There is no header.</summary>
    public const string MissingHeader = nameof(MissingHeader);

    /// <summary>A field that must be in the header is not.</summary>
    public const string MissingHeaderField = nameof(MissingHeaderField);

    /// <summary>A field is in the header twice.</summary>
    public const string DuplicateHeaderField = nameof(DuplicateHeaderField);

    /// <summary>There is no body.</summary>
    public const string MissingBody = nameof(MissingBody);

    /// <summary>The body has not exactly one element.</summary>
    public const string InvalidBody = nameof(InvalidBody);

    /// <summary>The protocol version is not 4.x.</summary>
    public const string InvalidProtocolVersion = nameof(InvalidProtocolVersion);

    /// <summary>The body's element does not begin with the code of the service.</summary>
    public const string InconsistentHeaders = nameof(InconsistentHeaders);

    /// <summary>X-Road's name of the fault, as its sources to 7.7 write it: one of the constants of this class.</summary>
    public string Code { get; }
}
