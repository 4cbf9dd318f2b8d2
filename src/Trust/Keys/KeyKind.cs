namespace Cabildo.Trust.Keys;

/// <summary>The kinds of key an <see cref="IKeyToken"/> makes.</summary>
public enum KeyKind
{
    /// <summary>ECDSA on NIST P-256: the default, thirty times cheaper to sign with than RSA.</summary>
    EcdsaP256,

    /// <summary>ECDSA on NIST P-384, for authorities whose keys must last.</summary>
    EcdsaP384,

    /// <summary>RSA of 2,048 bits, for peers and authorities that accept nothing else.</summary>
    Rsa2048,

    /// <summary>RSA of 3,072 bits.</summary>
    Rsa3072,
}
