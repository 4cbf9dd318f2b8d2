using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Cabildo.XRoad.Evidence.Signatures;
using Cabildo.XRoad.Evidence.Verification;
using Cabildo.XRoad.Messages;

namespace Cabildo.Bench.Evidence;

/// <summary>Signing and checking of messages beside the bare signature of the same key, and what large inputs cost.</summary>
internal static class EvidenceBench
{
    private const int Batch = 16;

    public static IEnumerable<Row> Run()
    {
        using var signatory = new Signatory();
        var whole = Part(1024);
        var part = Part(300);
        var body = RandomNumberGenerator.GetBytes(1024);

        yield return Sign(signatory, "sign a 1 KB REST message", whole, null);
        yield return Sign(signatory, "sign a REST message with a body of 1 KB", part, body);
        yield return Verify(signatory, "verify a 1 KB REST message", whole, null);
        yield return Verify(signatory, "verify a REST message with a body of 1 KB", part, body);
        yield return SignBatch(signatory, whole);
        yield return LargeInputs.ParseSharedParameters();
        yield return LargeInputs.HashBody();
    }

    private static Row Sign(Signatory signatory, string name, byte[] part, byte[]? body) =>
        Duel.Run(() => signatory.Signer.Sign(Signable(part, body)), RawSign(signatory)).ToRow(name, 0.5, "≥0.5 of raw ECDSA");

    private static Row Verify(Signatory signatory, string name, byte[] part, byte[]? body)
    {
        var signature = signatory.Signer.Sign(Signable(part, body));
        var hash = SHA512.HashData(part);
        var raw = signatory.Key.Ecdsa.SignHash(hash);
        using var key = signatory.Key.Certificate!.GetECDsaPublicKey()!;
        return Duel.Run(
            () => Check(signatory, part, body, signature),
            () => Require(key.VerifyHash(hash, raw))).ToRow(name, 0.6, "≥0.6 of raw ECDSA");
    }

    private static Row SignBatch(Signatory signatory, byte[] part)
    {
        var parts = Enumerable.Range(0, Batch).Select(_ => part).ToArray();
        return Duel.Run(
            () => signatory.Signer.SignBatch([.. parts.Select(one => Signable(one, null))]),
            () => signatory.Signer.Sign(Signable(part, null)),
            Batch).ToRow($"sign {Batch} messages at once", 4, "≥4 of one by one");
    }

    // Everything a server does with a message that came in: the part is read, hashed, its sender known and its signature checked.
    private static void Check(Signatory signatory, byte[] part, byte[]? body, MessageSignature signature)
    {
        if (!RestRequestPart.TryRead(part, out var request, out _))
            throw new InvalidOperationException("The message is not read.");
        ReadOnlyMemory<byte>[] digests = body is null ? [] : [Signatory.Digest(body)];
        Require(signatory.Verifier.Verify(signature, new MessageData(part, digests, signature), request.Client, TimeProvider.System.GetUtcNow()).Holds);
    }

    private static SignableMessage Signable(byte[] part, byte[]? body) =>
        body is null ? new SignableMessage(Signatory.Digest(part)) : new SignableMessage(Signatory.Digest(part), Signatory.Digest(body));

    private static Action RawSign(Signatory signatory)
    {
        var hash = RandomNumberGenerator.GetBytes(SHA512.HashSizeInBytes);
        return () => signatory.Key.Ecdsa.SignHash(hash);
    }

    private static byte[] Part(int length)
    {
        var text = $"GET\r\n/r1/RP/GOV/30-70001111-5/licences/v1/licences/24990112\r\nx-road-client:{Signatory.Member}/portal\r\nx-road-id:5f1c7e2c-3b6f-4a0e-9a52-1d6f7d1c0a11\r\nx-road-request-id:0b7f3a44-7c0d-4b8e-8c55-2b1f4f6f9d22\r\nx-padding:";
        return Encoding.UTF8.GetBytes(text + new string('x', Math.Max(1, length - text.Length - 2)) + "\r\n");
    }

    private static void Require(bool holds)
    {
        if (!holds)
            throw new InvalidOperationException("What is measured does not hold.");
    }
}
