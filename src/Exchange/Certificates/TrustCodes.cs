namespace Cabildo.Exchange.Certificates;

/// <summary>X-Road's names of what is wrong with certificates and servers, besides those of the library.</summary>
internal static class TrustCodes
{
    /// <summary>A member has nothing to sign with that counts.</summary>
    public const string CannotCreateSignature = nameof(CannotCreateSignature);

    /// <summary>A certificate does not lead to an approved authority.</summary>
    public const string CannotCreateCertPath = nameof(CannotCreateCertPath);

    /// <summary>An OCSP answer does not count.</summary>
    public const string IncorrectValidationInfo = "InvalidCertPath.IncorrectValidationInfo";

    /// <summary>A server is out of service for a while.</summary>
    public const string MaintenanceMode = nameof(MaintenanceMode);
}
