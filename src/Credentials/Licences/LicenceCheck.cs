namespace Cabildo.Credentials.Licences;

/// <summary>A verdict and how it is known.</summary>
/// <param name="Verdict">The answer.</param>
/// <param name="Reason">Kebab-case code of what decided it.</param>
/// <param name="Explanation">The same for a person, without personal data.</param>
/// <param name="Claims">What the code says; null unless the signature was good.</param>
/// <param name="Evidence">How it is known.</param>
public sealed record LicenceCheck(LicenceVerdict Verdict, string Reason, string Explanation, LicenceClaims? Claims, CheckEvidence Evidence);

/// <summary>What a verdict rests on.</summary>
/// <param name="SignatureChecked">Whether a listed signer's signature was verified.</param>
/// <param name="TrustListAge">How old the verifier's trust list is.</param>
/// <param name="StatusSource">Where the licence's state came from.</param>
/// <param name="StatusAge">How old that knowledge is; null when there is none.</param>
public sealed record CheckEvidence(bool SignatureChecked, TimeSpan TrustListAge, StatusSource StatusSource, TimeSpan? StatusAge);

/// <summary>Where the state of a licence was learnt.</summary>
public enum StatusSource
{
    /// <summary>Nowhere.</summary>
    None,

    /// <summary>From the code: the register's answer when it was made.</summary>
    Code,

    /// <summary>From the issuer's status list.</summary>
    StatusList,
}
