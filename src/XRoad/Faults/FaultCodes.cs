namespace Cabildo.XRoad.Faults;

/// <summary>
/// The names of what went wrong, as PR-REST and X-Road's sources to 7.7 write them. A code on the wire is one of the
/// <see cref="Origins"/>, a full stop and one of these. (7.8 servers write the same words in snake case:
/// <c>server.serverproxy.access_denied</c>; a code that another server sent is passed on as it came.)
/// </summary>
public static class FaultCodes
{
    /// <summary>Who is at fault, or where it was found: the first part of a code (PR-REST 4.6).</summary>
    public static class Origins
    {
        /// <summary>The consumer's information system: its request breaks the protocol.</summary>
        public const string Client = "Client";

        /// <summary>The consumer's security server.</summary>
        public const string ClientProxy = "Server.ClientProxy";

        /// <summary>The provider's security server.</summary>
        public const string ServerProxy = "Server.ServerProxy";
    }

    /// <summary>The request does not follow the protocol.</summary>
    public const string BadRequest = nameof(BadRequest);

    /// <summary>X-Road-Client is missing or malformed.</summary>
    public const string InvalidClientIdentifier = nameof(InvalidClientIdentifier);

    /// <summary>The request is larger than this server takes.</summary>
    public const string InvalidRequest = nameof(InvalidRequest);

    /// <summary>No server is known for the member or subsystem.</summary>
    public const string UnknownMember = nameof(UnknownMember);

    /// <summary>The subsystem has no such service.</summary>
    public const string UnknownService = nameof(UnknownService);

    /// <summary>The service speaks SOAP, and was called by REST; or the other way about.</summary>
    public const string InvalidServiceType = "ServiceType";

    /// <summary>The service is out of service for a while.</summary>
    public const string ServiceDisabled = nameof(ServiceDisabled);

    /// <summary>What was called failed, or its message could not be read; the name goes on with how, after a full stop.</summary>
    public const string ServiceFailed = nameof(ServiceFailed);

    /// <summary>The signature of a message does not hold; the name goes on with why, after a full stop.</summary>
    public const string SignatureVerification = nameof(SignatureVerification);

    /// <summary>The client has no right to the service.</summary>
    public const string AccessDenied = nameof(AccessDenied);

    /// <summary>The server asked for in X-Road-Security-Server is unknown or does not serve the provider.</summary>
    public const string InvalidSecurityServer = nameof(InvalidSecurityServer);

    /// <summary>The other server's certificate is not registered, or not for this client.</summary>
    public const string SslAuthenticationFailed = nameof(SslAuthenticationFailed);

    /// <summary>No connection could be made.</summary>
    public const string NetworkError = nameof(NetworkError);

    /// <summary>A connection was made, but failed or fell silent.</summary>
    public const string IOError = nameof(IOError);

    /// <summary>The other server answered with an HTTP status that the protocol does not know.</summary>
    public const string HttpError = nameof(HttpError);

    /// <summary>The message between servers could not be read as multipart.</summary>
    public const string MimeParsingFailed = nameof(MimeParsingFailed);

    /// <summary>A message or a part of it has a content type that does not belong there.</summary>
    public const string InvalidContentType = nameof(InvalidContentType);

    /// <summary>The message between servers breaks the protocol.</summary>
    public const string InvalidMessage = nameof(InvalidMessage);

    /// <summary>The message between servers holds no REST message.</summary>
    public const string MissingRest = nameof(MissingRest);

    /// <summary>A message holds no SOAP.</summary>
    public const string MissingSoap = nameof(MissingSoap);

    /// <summary>The header SOAPAction is malformed.</summary>
    public const string InvalidSoapAction = nameof(InvalidSoapAction);

    /// <summary>The message between servers is not signed.</summary>
    public const string MissingSignature = nameof(MissingSignature);

    /// <summary>Servers speak to each other by POST alone.</summary>
    public const string InvalidHttpMethod = nameof(InvalidHttpMethod);

    /// <summary>The answer does not belong to the request.</summary>
    public const string InconsistentResponse = nameof(InconsistentResponse);

    /// <summary>A fault of the server itself.</summary>
    public const string InternalError = nameof(InternalError);
}
