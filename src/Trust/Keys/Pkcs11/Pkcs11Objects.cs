using System.Formats.Asn1;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Cabildo.Trust.Keys.Pkcs11;

/// <summary>Keys and certificates as objects of a token: CKA_ID holds a key's halves and its certificate together (PKCS #11 §4.4).</summary>
internal static class Pkcs11Objects
{
    private const int LongestChain = 8;
    private static readonly byte[] PublicExponent = [1, 0, 1];

    public static void Generate(Cryptoki module, nuint session, string label, byte[] id, KeyKind kind)
    {
        using var publicKey = Described(Cko.PublicKey, label, id).With(Cka.Verify, true);
        using var privateKey = Described(Cko.PrivateKey, label, id)
            .With(Cka.Private, true).With(Cka.Sensitive, true).With(Cka.Extractable, false).With(Cka.Sign, true);
        var mechanism = Ckm.EcKeyPair;
        switch (kind)
        {
            case KeyKind.EcdsaP256 or KeyKind.EcdsaP384:
                publicKey.With(Cka.EcParameters, Encode(kind is KeyKind.EcdsaP256 ? ECCurve.NamedCurves.nistP256 : ECCurve.NamedCurves.nistP384));
                break;
            case KeyKind.Rsa2048 or KeyKind.Rsa3072:
                mechanism = Ckm.RsaKeyPair;
                publicKey.With(Cka.ModulusBits, kind is KeyKind.Rsa2048 ? (nuint)2048 : 3072).With(Cka.PublicExponent, PublicExponent);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such kind of key.");
        }

        module.GenerateKeyPair(session, mechanism, publicKey, privateKey);
    }

    public static nuint? FindPrivateKey(Cryptoki module, nuint session, string? label, byte[]? id)
    {
        using var template = new CkTemplate().With(Cka.Class, Cko.PrivateKey);
        if (label is not null)
            template.With(Cka.Label, label);
        if (id is not null)
            template.With(Cka.Id, id);
        var found = module.Find(session, template);
        return found.Length switch
        {
            0 => null,
            1 => found[0],
            _ => throw new Pkcs11Exception(Pkcs11Fault.UnusableKey, $"The token has several private keys called '{label}': which is meant is not known."),
        };
    }

    /// <summary>The key as the framework's own, from the public half beside the private one.</summary>
    public static AsymmetricAlgorithm Open(Cryptoki module, nuint session, Pkcs11Sessions sessions, nuint privateKey)
    {
        var id = module.Attribute(session, privateKey, Cka.Id) ?? [];
        using var template = new CkTemplate().With(Cka.Class, Cko.PublicKey).With(Cka.Id, id);
        var publicKey = module.Find(session, template).FirstOrDefault();
        byte[] Read(nuint type) => (publicKey == 0 ? null : module.Attribute(session, publicKey, type))
            ?? throw new Pkcs11Exception(Pkcs11Fault.UnusableKey, "A key in the token has no readable public half with the same CKA_ID.");

        return module.Attribute(session, privateKey, Cka.KeyType) is { } kind && kind.Length == nint.Size
            ? MemoryMarshal.Read<nuint>(kind) switch
            {
                Ckk.Ec => new Pkcs11Ecdsa(sessions, privateKey, EcKey(Read(Cka.EcParameters), Read(Cka.EcPoint))),
                Ckk.Rsa => new Pkcs11Rsa(sessions, privateKey, RsaKey(Read(Cka.Modulus), Read(Cka.PublicExponent))),
                _ => throw new Pkcs11Exception(Pkcs11Fault.UnusableKey, "A key in the token is neither elliptic-curve nor RSA."),
            }
            : throw new Pkcs11Exception(Pkcs11Fault.UnusableKey, "A key in the token does not say of which kind it is.");
    }

    public static List<X509Certificate2> ReadCertificates(Cryptoki module, nuint session, string label, byte[] id)
    {
        var certificates = new List<X509Certificate2>();
        foreach (var handle in FindCertificates(module, session, label, id))
        {
            if (module.Attribute(session, handle, Cka.Value) is { Length: > 0 } value)
                certificates.Add(X509CertificateLoader.LoadCertificate(value));
        }

        return certificates;
    }

    // The new ones first: there is no moment without any.
    public static void ReplaceCertificates(Cryptoki module, nuint session, string label, byte[] id, X509Certificate2[] chain)
    {
        var old = FindCertificates(module, session, label, id);
        for (var i = 0; i < Math.Min(chain.Length, LongestChain); i++)
        {
            using var template = Described(Cko.Certificate, Name(label, i), i == 0 ? id : [])
                .With(Cka.CertificateType, 0)
                .With(Cka.Subject, chain[i].SubjectName.RawData)
                .With(Cka.Issuer, chain[i].IssuerName.RawData)
                .With(Cka.SerialNumber, Integer(chain[i].SerialNumberBytes.Span))
                .With(Cka.Value, chain[i].RawDataMemory.Span);
            module.Create(session, template);
        }

        foreach (var handle in old)
            module.Destroy(session, handle);
    }

    private static List<nuint> FindCertificates(Cryptoki module, nuint session, string label, byte[] id)
    {
        var handles = new List<nuint>();
        using (var own = new CkTemplate().With(Cka.Class, Cko.Certificate).With(Cka.Id, id))
            handles.AddRange(module.Find(session, own));
        for (var i = 1; i < LongestChain; i++)
        {
            using var above = new CkTemplate().With(Cka.Class, Cko.Certificate).With(Cka.Label, Name(label, i));
            handles.AddRange(module.Find(session, above));
        }

        return handles;
    }

    private static string Name(string label, int level) => level == 0 ? label : $"{label} issuer {level}";

    private static CkTemplate Described(nuint kind, string label, byte[] id) =>
        new CkTemplate().With(Cka.Class, kind).With(Cka.Token, true).With(Cka.Label, label).With(Cka.Id, id);

    private static byte[] Encode(ECCurve curve)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        writer.WriteObjectIdentifier(curve.Oid.Value!);
        return writer.Encode();
    }

    private static byte[] Integer(ReadOnlySpan<byte> value)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        writer.WriteInteger(value);
        return writer.Encode();
    }

    private static ECParameters EcKey(byte[] parameters, byte[] point)
    {
        try
        {
            var oid = new AsnReader(parameters, AsnEncodingRules.DER).ReadObjectIdentifier();
            // The standard has the point inside an OCTET STRING (§2.3.3); some modules leave that out.
            var q = point is [0x04, _, 0x04, ..] or [0x04, 0x81, _, 0x04, ..] ? new AsnReader(point, AsnEncodingRules.DER).ReadOctetString() : point;
            var size = q.Length / 2;
            return new ECParameters { Curve = ECCurve.CreateFromValue(oid), Q = new ECPoint { X = q[1..(1 + size)], Y = q[(1 + size)..] } };
        }
        catch (AsnContentException malformed)
        {
            throw new Pkcs11Exception(Pkcs11Fault.UnusableKey, "A key's curve or point is not one of a named curve.", malformed);
        }
    }

    private static RSAParameters RsaKey(byte[] modulus, byte[] exponent) => new() { Modulus = Trimmed(modulus), Exponent = Trimmed(exponent) };

    private static byte[] Trimmed(byte[] number) => new BigInteger(number, isUnsigned: true, isBigEndian: true).ToByteArray(isUnsigned: true, isBigEndian: true);
}
