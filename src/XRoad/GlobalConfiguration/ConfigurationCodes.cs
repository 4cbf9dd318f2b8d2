namespace Cabildo.XRoad.GlobalConfiguration;

/// <summary>Why a configuration is refused, in X-Road's words where it has one (7.7 and before; 7.8 writes them in snake case).</summary>
public static class ConfigurationCodes
{
    /// <summary>The anchor cannot be read, or is for another instance.</summary>
    public const string MalformedAnchor = nameof(MalformedAnchor);

    /// <summary>The signed directory or a part of it cannot be read.</summary>
    public const string MalformedGlobalConf = nameof(MalformedGlobalConf);

    /// <summary>The directory has expired.</summary>
    public const string OutdatedGlobalConf = nameof(OutdatedGlobalConf);

    /// <summary>No known certificate has the hash that the signature names.</summary>
    public const string CertNotFound = nameof(CertNotFound);

    /// <summary>The certificate with that hash holds no key that could have signed.</summary>
    public const string IncorrectCertificate = nameof(IncorrectCertificate);

    /// <summary>The signature is made in a way that is unknown or too weak.</summary>
    public const string UnsupportedSignAlgorithm = nameof(UnsupportedSignAlgorithm);

    /// <summary>The signature is not of these bytes by that key.</summary>
    public const string InvalidSignatureValue = nameof(InvalidSignatureValue);

    /// <summary>A part is not the one that the directory lists (7.8: global_conf_part_downloaded_file_integrity_failure; before: IOError).</summary>
    public const string InvalidPartDigest = nameof(InvalidPartDigest);

    /// <summary>A part, or the whole configuration, is about another instance than is said of it (7.8: global_conf_part_invalid_instance_identifier).</summary>
    public const string InvalidInstanceIdentifier = nameof(InvalidInstanceIdentifier);
}
