namespace Cabildo.Trust.Keys.Pkcs11;

// Names and values of PKCS #11 v2.40 (OASIS, pkcs11t.h), those that are used; all are CK_ULONG.

/// <summary>Return values.</summary>
internal static class Ckr
{
    public const nuint Ok = 0;
    public const nuint DeviceError = 0x30;
    public const nuint DeviceRemoved = 0x32;
    public const nuint KeyHandleInvalid = 0x60;
    public const nuint ObjectHandleInvalid = 0x82;
    public const nuint PinIncorrect = 0xA0;
    public const nuint PinInvalid = 0xA1;
    public const nuint PinLengthRange = 0xA2;
    public const nuint PinExpired = 0xA3;
    public const nuint PinLocked = 0xA4;
    public const nuint SessionClosed = 0xB0;
    public const nuint SessionHandleInvalid = 0xB3;
    public const nuint TokenNotPresent = 0xE0;
    public const nuint AlreadyLoggedIn = 0x100;
    public const nuint NotLoggedIn = 0x101;
    public const nuint PinNotInitialized = 0x102;
    public const nuint AlreadyInitialized = 0x191;
}

/// <summary>Attributes of objects.</summary>
internal static class Cka
{
    public const nuint Class = 0x0;
    public const nuint Token = 0x1;
    public const nuint Private = 0x2;
    public const nuint Label = 0x3;
    public const nuint Value = 0x11;
    public const nuint CertificateType = 0x80;
    public const nuint Issuer = 0x81;
    public const nuint SerialNumber = 0x82;
    public const nuint KeyType = 0x100;
    public const nuint Subject = 0x101;
    public const nuint Id = 0x102;
    public const nuint Sensitive = 0x103;
    public const nuint Sign = 0x108;
    public const nuint Verify = 0x10A;
    public const nuint Modulus = 0x120;
    public const nuint ModulusBits = 0x121;
    public const nuint PublicExponent = 0x122;
    public const nuint Extractable = 0x162;
    public const nuint EcParameters = 0x180;
    public const nuint EcPoint = 0x181;
}

/// <summary>Classes of objects.</summary>
internal static class Cko
{
    public const nuint Certificate = 1;
    public const nuint PublicKey = 2;
    public const nuint PrivateKey = 3;
}

/// <summary>Kinds of key.</summary>
internal static class Ckk
{
    public const nuint Rsa = 0;
    public const nuint Ec = 3;
}

/// <summary>Mechanisms, and the mask generators of PSS.</summary>
internal static class Ckm
{
    public const nuint RsaKeyPair = 0x0;
    public const nuint RsaPkcs = 0x1;
    public const nuint RsaPss = 0xD;
    public const nuint Sha256 = 0x250;
    public const nuint Sha384 = 0x260;
    public const nuint Sha512 = 0x270;
    public const nuint EcKeyPair = 0x1040;
    public const nuint Ecdsa = 0x1041;
    public const nuint Mgf1Sha256 = 0x2;
    public const nuint Mgf1Sha384 = 0x3;
    public const nuint Mgf1Sha512 = 0x4;
}
