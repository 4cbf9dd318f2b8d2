namespace Cabildo.XRoad.Evidence.Verification;

/// <summary>Why evidence does not hold.</summary>
/// <param name="Code">X-Road's code, e.g. <c>InvalidSignatureValue</c> or <c>MalformedSignature.InvalidHashChainRef</c>.</param>
/// <param name="Reason">What is wrong, in words a person can act on.</param>
public sealed record EvidenceFault(string Code, string Reason)
{
    internal static EvidenceFault Malformed(string reason) => new("MalformedSignature", reason);

    internal static EvidenceFault InvalidValue(string reason) => new("InvalidSignatureValue", reason);

    internal static EvidenceFault NoPath(string reason) => new("CannotCreateCertPath", reason);

    internal static EvidenceFault BadCertificate(string reason) => new("InvalidCertPath.CertValidation", reason);

    internal static EvidenceFault BadStatus(string reason) => new("InvalidCertPath.IncorrectValidationInfo", reason);

    internal static EvidenceFault WrongSigner(string reason) => new("IncorrectCertificate", reason);
}
