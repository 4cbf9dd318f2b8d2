using System.Security.Cryptography.X509Certificates;
using System.Xml;
using Cabildo.Trust.HashChains;
using Cabildo.Trust.Xml;
using Cabildo.XRoad.Evidence.Containers;
using Cabildo.XRoad.Evidence.Signatures;
using Cabildo.XRoad.Identifiers;

namespace Cabildo.XRoad.Evidence.Verification;

/// <summary>
/// Checks signatures over messages, of either flavour, in the order in which X-Road's servers do. Made once for a
/// configuration; may be used by many threads.
/// </summary>
/// <param name="trust">Who may sign for whom.</param>
/// <param name="reader">Reads the documents; shared by the verifiers of successive configurations.</param>
public sealed class SignatureVerifier(SignerTrust trust, SignatureReader reader)
{
    internal static EvidenceFault CoversNoMessage { get; } =
        EvidenceFault.Malformed($"The signature covers neither '{ContainerNames.Message}' nor '{ContainerNames.SignatureHashChainResult}'.");

    /// <summary>Checks a signature that came with a message.</summary>
    /// <param name="signature">The signature.</param>
    /// <param name="data">The message and its attachments.</param>
    /// <param name="sender">Whom the message names as its sender.</param>
    /// <param name="at">When the signature is known to have existed: now on the wire, the timestamp's time later.</param>
    public SignatureVerdict Verify(MessageSignature signature, MessageData data, ClientId sender, DateTimeOffset at)
    {
        var verdict = Verify(signature.Xml, data, data.Inputs, sender, at);
        // In a file something may have been left out since; from the wire it was taken by somebody on the way (X-Road: InvalidReference).
        return verdict is { Holds: true, Unseen: [var missing, ..] }
            ? verdict with { Fault = new EvidenceFault($"MalformedSignature.{HashChainFault.InvalidReference}", $"'{missing}' was signed with the message and did not come with it.") }
            : verdict;
    }

    /// <summary>Checks a signature document.</summary>
    /// <param name="xml">The document <c>signatures.xml</c>.</param>
    /// <param name="data">Every file that it may refer to.</param>
    /// <param name="inputs">The files that it must cover.</param>
    /// <param name="sender">Whom the message names as its sender.</param>
    /// <param name="at">When the signature is known to have existed.</param>
    public SignatureVerdict Verify(ReadOnlyMemory<byte> xml, IDetachedData data, IReadOnlyCollection<string> inputs, ClientId sender, DateTimeOffset at)
    {
        SignatureDocument document;
        try
        {
            document = reader.Read(xml);
        }
        catch (MalformedSignatureException problem)
        {
            return new SignatureVerdict(EvidenceFault.Malformed(problem.Message), null);
        }

        var verdict = Verify(document, data, inputs, sender, at);
        if (verdict.Holds)
            reader.Learn(xml, document);
        return verdict;
    }

    internal SignatureVerdict Verify(
        SignatureDocument document, IDetachedData data, IReadOnlyCollection<string> inputs, ClientId sender, DateTimeOffset at)
    {
        var verdict = new SignatureVerdict(null, document);
        if ((Coverage(document, data, inputs, ref verdict) ?? Usage(document) ?? Value(document, data)) is { } fault)
            return verdict with { Fault = fault };

        var distrust = trust.Check(document.Signer, sender.Member, at, out var path);
        return verdict with { Fault = distrust, Path = path };
    }

    private static EvidenceFault? Coverage(SignatureDocument document, IDetachedData data, IReadOnlyCollection<string> inputs, ref SignatureVerdict verdict)
    {
        if (document.Covers(ContainerNames.SignatureHashChainResult))
        {
            if (data.Read(ContainerNames.SignatureHashChainResult) is not { } result)
                return EvidenceFault.Malformed("The signature covers a hash chain that is not there.");
            var chain = HashChain.Check(result, data, inputs);
            verdict = verdict with { Unseen = chain.Unseen };
            return chain.Fault is { } broken ? new EvidenceFault($"MalformedSignature.{broken}", chain.Reason) : null;
        }

        if (!document.Covers(ContainerNames.Message))
            return CoversNoMessage;
        var left = inputs.Where(input => !document.Covers(input)).ToArray();
        return left.Length == 0 ? null : EvidenceFault.Malformed($"The signature does not cover {string.Join(", ", left)}.");
    }

    private static EvidenceFault? Usage(SignatureDocument document)
    {
        var usages = document.Signer.Certificate.Extensions.OfType<X509KeyUsageExtension>().FirstOrDefault();
        return usages?.KeyUsages.HasFlag(X509KeyUsageFlags.NonRepudiation) == true
            ? null
            : EvidenceFault.Malformed($"The certificate of '{document.Signer.Certificate.Subject}' is not for signing: it lacks nonRepudiation.");
    }

    private static EvidenceFault? Value(SignatureDocument document, IDetachedData data)
    {
        foreach (var reference in document.References)
        {
            if (reference.IsLocal && !reference.IsSignedProperties)
                return EvidenceFault.Malformed($"The signature covers a part of its own document that means nothing here: '{reference.Uri}'.");
            var isIntact = reference.IsLocal ? document.CoversItsProperties : Digest(reference, data) is { } digest ? reference.Matches(digest) : (bool?)null;
            if (isIntact is null)
                return EvidenceFault.InvalidValue($"The signature covers '{reference.Uri}', which is not there.");
            if (isIntact is false)
                return EvidenceFault.InvalidValue($"'{reference.Uri}' is not what was signed: its digest differs.");
        }

        return document.HasRightValue() ? null : EvidenceFault.InvalidValue("The signature is not by the key of the certificate that it carries.");
    }

    private static byte[]? Digest(SignatureReference reference, IDetachedData data)
    {
        if (reference.Transforms.Count == 0)
            return data.Digest(reference.Uri, reference.Digest);
        if (reference.Transforms.Count > 1 || data.Read(reference.Uri) is not { } bytes)
            return null;
        try
        {
            return reference.Digest.Compute(reference.Transforms[0].Apply(bytes, XmlLimits.Signature));
        }
        catch (XmlException)
        {
            return null;
        }
    }
}

/// <summary>What the check of a signature found.</summary>
/// <param name="Fault">Why it does not hold; null if it does.</param>
/// <param name="Document">The signature as read; null if it could not be.</param>
public sealed record SignatureVerdict(EvidenceFault? Fault, SignatureDocument? Document)
{
    /// <summary>Whether the signature holds, and speaks for the sender.</summary>
    public bool Holds => Fault is null;

    /// <summary>The way up to an approved authority, as far as one was found.</summary>
    public CertificatePath? Path { get; init; }

    /// <summary>Files that the hash chain states the digest of, and which were not there to be compared.</summary>
    public IReadOnlyList<string> Unseen { get; init; } = [];
}
