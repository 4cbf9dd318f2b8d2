using System.Text;
using Cabildo.Trust.Algorithms;
using Cabildo.Trust.HashChains;
using Cabildo.Trust.Keys;
using Cabildo.Trust.Timestamps;
using Cabildo.XRoad.Evidence.Containers;
using Cabildo.XRoad.Evidence.Signatures;
using Cabildo.XRoad.Evidence.Verification;
using Cabildo.XRoad.Tests.Evidence.Containers;

namespace Cabildo.XRoad.Tests.Evidence.Attacks;

/// <summary>A REST message with a body, signed in a batch and stamped in a batch: what there is to attack.</summary>
internal static class StampedMessage
{
    public static readonly byte[] Message = Request("24990112");
    public static readonly byte[] Body = "<licence><number>24990112</number></licence>"u8.ToArray();

    /// <summary>A request by the country's member.</summary>
    public static byte[] Request(string number) => Encoding.UTF8.GetBytes(
        $"POST\r\n/r1/RP/GOV/30-70002222-5/health/doses/v1/{number}\r\nx-road-client:{EvidenceCountry.Sender}\r\nx-road-id:a1\r\nx-road-request-id:b2\r\n");

    public static ContainerContents Contents(EvidenceCountry country, MessageSigner? signer = null) => Stamp(country, Sign(signer ?? country.Signer));

    public static MessageSignature Sign(MessageSigner signer, byte[]? body = null) => signer.SignBatch(
        [new SignableMessage(EvidenceCountry.Sha512(Message), EvidenceCountry.Sha512(body ?? Body)), new SignableMessage(EvidenceCountry.Sha512("another message"u8))])[0];

    /// <summary>The container of a signature, stamped in a batch of two.</summary>
    public static ContainerContents Stamp(EvidenceCountry country, MessageSignature signature, DateTimeOffset? at = null, TokenKey? by = null)
    {
        var (result, chain) = StampChain(signature.Xml.Span);
        return new ContainerContents(
            Message,
            signature.Xml,
            new ContainerChain(signature.HashChainResult!.Value, signature.HashChain!.Value),
            new BatchTimestamp(Token(by ?? country.Timestamper, result, at ?? EvidenceCountry.Now), new ContainerChain(result, chain)),
            [() => new MemoryStream(Body, writable: false)]);
    }

    public static (byte[] Result, byte[] Chain) StampChain(ReadOnlySpan<byte> signatures)
    {
        var tree = new HashTree(
            DigestAlgorithm.Sha512,
            [new ChainInput(ContainerNames.Signatures, EvidenceCountry.Sha512(signatures)), new ChainInput(ContainerNames.Signatures, EvidenceCountry.Sha512("another signature"u8))]);
        return (tree.Result(ContainerNames.TimestampHashChain), tree.Chain(0));
    }

    public static ReadOnlyMemory<byte> Token(TokenKey authority, ReadOnlySpan<byte> data, DateTimeOffset at)
    {
        var request = new TimestampRequest(TimestampImprint.Of(DigestAlgorithm.Sha512, data)).Encode();
        return TimestampResponse.Parse(new TimestampAuthority(authority.Key, authority.Certificate!, "1.3.6.1.4.1.99999.1").Answer(request, at)).Token!.Encoded;
    }

    /// <summary>Stamps anew what an attacker has changed: timestamps are to be had by anybody.</summary>
    public static ContainerContents WithSignatures(this ContainerContents contents, EvidenceCountry country, byte[] signatures)
    {
        var (result, chain) = StampChain(signatures);
        return contents with { Signatures = signatures, Timestamp = new BatchTimestamp(Token(country.Timestamper, result, EvidenceCountry.Now), new ContainerChain(result, chain)) };
    }

    public static ContainerContents WithSignatures(this ContainerContents contents, EvidenceCountry country, string signatures) =>
        contents.WithSignatures(country, Encoding.UTF8.GetBytes(signatures));

    public static ContainerContents WithChain(this ContainerContents contents, string chain) =>
        contents with { SignatureChain = contents.SignatureChain! with { Chain = Encoding.UTF8.GetBytes(chain) } };

    public static ContainerContents WithBody(this ContainerContents contents, params byte[][] bodies) =>
        contents with { Attachments = [.. bodies.Select(bytes => (Func<Stream>)(() => new MemoryStream(bytes, writable: false)))] };

    public static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);

    public static async Task<EvidenceVerdict> VerifyAsync(this EvidenceCountry country, ContainerContents contents, DateTimeOffset? at = null) =>
        country.Verify(await Samples.WriteAsync(contents), at);

    public static EvidenceVerdict Verify(this EvidenceCountry country, byte[] container, DateTimeOffset? at = null) =>
        new EvidenceVerifier(country.Configuration()).Verify(new MemoryStream(container, writable: false), at);

    public static async Task<string?> CodeAsync(this EvidenceCountry country, ContainerContents contents) => (await country.VerifyAsync(contents)).Fault?.Code;
}
