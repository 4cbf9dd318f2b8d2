namespace Cabildo.Credentials.Licences;

/// <summary>What a check of a licence code came to, in the order in which the answers exclude one another.</summary>
public enum LicenceVerdict
{
    /// <summary>The text is not a licence code of this format.</summary>
    NotALicence,

    /// <summary>The trust list has no such issuer or signer.</summary>
    UnknownIssuer,

    /// <summary>The signature, the signer's certificate or the claims are wrong.</summary>
    NotGenuine,

    /// <summary>The code has run out, or is from the future: then the verifier's clock may be wrong.</summary>
    Stale,

    /// <summary>An authority retains the licence.</summary>
    Withheld,

    /// <summary>The licence is suspended.</summary>
    Suspended,

    /// <summary>The licence was withdrawn for good.</summary>
    Withdrawn,

    /// <summary>The licence, or every class of it, is past its last day.</summary>
    Expired,

    /// <summary>All is well but the verifier's lists are missing or too old to say that the licence is in force.</summary>
    Unknown,

    /// <summary>Genuine and in force.</summary>
    Valid,
}
