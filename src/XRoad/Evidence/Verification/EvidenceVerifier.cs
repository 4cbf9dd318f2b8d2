using System.Security.Cryptography.X509Certificates;
using Cabildo.Trust.HashChains;
using Cabildo.Trust.Timestamps;
using Cabildo.Trust.Xml;
using Cabildo.XRoad.Evidence.Containers;
using Cabildo.XRoad.Evidence.Signatures;
using Cabildo.XRoad.GlobalConfiguration;
using Cabildo.XRoad.Messages;

namespace Cabildo.XRoad.Evidence.Verification;

/// <summary>
/// Checks containers: that the sender whom the message names signed it, with a certificate that was good at the time at which
/// a trusted authority stamped the signature. Made once for a configuration.
/// </summary>
public sealed class EvidenceVerifier
{
    private readonly SignatureVerifier _signatures;
    private readonly IReadOnlyList<X509Certificate2> _timestampers;
    private readonly bool _isBlind;

    /// <param name="configuration">The global configuration that is relied on; null to find out what can be known without trusting anybody, which is never that a container is valid.</param>
    public EvidenceVerifier(TrustedConfiguration? configuration)
    {
        _signatures = new SignatureVerifier(new SignerTrust(configuration), new SignatureReader());
        _timestampers = [.. (configuration?.Instances ?? []).SelectMany(instance => instance.Shared.TimeStampingCertificates).Select(tsa => tsa.Open()).OfType<X509Certificate2>()];
        _isBlind = configuration is null;
    }

    /// <summary>Checks a container.</summary>
    /// <param name="file">The container, in a stream that can seek; it is closed.</param>
    /// <param name="at">Another time at which the certificates must have been valid. They must be valid, and good by OCSP, at the timestamp's time in any case: nothing says that the signature existed before.</param>
    public EvidenceVerdict Verify(Stream file, DateTimeOffset? at = null)
    {
        try
        {
            using var container = AsicContainer.Open(file);
            return Verify(container, at);
        }
        catch (MalformedContainerException problem)
        {
            return new EvidenceVerdict(new EvidenceFault(problem.Code, problem.Message));
        }
    }

    /// <inheritdoc cref="Verify(Stream, DateTimeOffset?)"/>
    /// <exception cref="MalformedContainerException">The container turns out to be damaged while it is read.</exception>
    public EvidenceVerdict Verify(AsicContainer container, DateTimeOffset? at = null)
    {
        var verdict = new EvidenceVerdict(Fault: null);
        try
        {
            var document = SignatureDocument.Read(container.Signatures);
            verdict = Cover(verdict, container, document);
            if (!document.Covers(ContainerNames.Message) && !document.Covers(ContainerNames.SignatureHashChainResult))
                return verdict with { Fault = SignatureVerifier.CoversNoMessage };
            verdict = verdict with { Message = SignedMessage.Read(container.Message) };
            return Verify(verdict, container, document, at);
        }
        catch (MalformedMessageException problem)
        {
            return verdict with { Fault = new EvidenceFault(problem.Code, $"The message cannot be read: {problem.Message}") };
        }
        catch (MalformedSignatureException problem)
        {
            return verdict with { Fault = EvidenceFault.Malformed(problem.Message) };
        }
        catch (MalformedTimestampException problem)
        {
            return verdict with { Fault = EvidenceFault.Malformed($"The timestamp cannot be read: {problem.Message}") };
        }
    }

    private EvidenceVerdict Verify(EvidenceVerdict verdict, AsicContainer container, SignatureDocument document, DateTimeOffset? at)
    {
        if ((container.Timestamp ?? document.Timestamp) is not { } stamp)
            return verdict with { Fault = new EvidenceFault(MalformedContainerException.TimestampNotFound, "Nothing says when the signature existed: the container has no timestamp yet.") };

        var token = TimestampToken.Parse(stamp);
        verdict = verdict with { Timestamp = token, At = at ?? token.Info.Time };
        var signature = _signatures.Verify(document, container, Inputs(container), verdict.Message!.Sender, token.Info.Time);
        if (signature is { Holds: true, Path: { } path } && at is { } other)
            signature = signature with { Fault = path.CheckValidity(other) };
        verdict = verdict with { Signature = signature };
        // What was altered is said before what is not trusted: it is so whomever one trusts.
        var (stamped, fault) = Stamped(container, document);
        if (fault is null)
            verdict = verdict with { IsBatchTimestamp = container.TimestampHashChainResult is not null, TimestampVerdict = token.Check(stamped.Span, _timestampers) };
        fault ??= FaultOf(verdict.TimestampVerdict!);
        return verdict with { Fault = First(signature.Fault, fault) };
    }

    // X-Road reads whatever begins so as an attachment: what nobody signed must not pass for one.
    private static List<string> Inputs(AsicContainer container) =>
        [ContainerNames.Message, .. container.Attachments, .. container.Others.Where(name => name.StartsWith("/attachment", StringComparison.OrdinalIgnoreCase))];

    private static EvidenceFault? First(EvidenceFault? signature, EvidenceFault? timestamp) =>
        signature?.Code is "CannotCreateCertPath" && timestamp?.Code is "MalformedSignature" ? timestamp : signature ?? timestamp;

    // A timestamp is over the top of a chain of many signatures, or over the value of this one alone (ETSI EN 319 132-1 §5.3).
    private static (ReadOnlyMemory<byte> Data, EvidenceFault? Fault) Stamped(AsicContainer container, SignatureDocument document)
    {
        if (container.TimestampHashChainResult is not { } result)
            return (document.Value, null);
        var chain = HashChain.Check(result, container, [container.SignaturesName]);
        return chain.Holds ? (result, null) : (default, EvidenceFault.Malformed($"The timestamp is not of this signature: {chain.Reason}"));
    }

    private EvidenceFault? FaultOf(TimestampVerdict verdict) => verdict.Outcome switch
    {
        TimestampOutcome.Valid => null,
        TimestampOutcome.WrongImprint => EvidenceFault.Malformed($"The timestamp is not of this signature: {verdict.Reason}"),
        TimestampOutcome.UnknownSigner when _isBlind => EvidenceFault.NoPath("Nothing says whose timestamps are to be relied on: give the global configuration."),
        TimestampOutcome.UnknownSigner => new EvidenceFault("TspCertificateNotFound", verdict.Reason),
        _ => new EvidenceFault("TimestampSignerVerificationFailed", verdict.Reason),
    };

    private static EvidenceVerdict Cover(EvidenceVerdict verdict, AsicContainer container, SignatureDocument document)
    {
        var isChained = document.Covers(ContainerNames.SignatureHashChainResult);
        IEnumerable<string> covered = isChained ? [ContainerNames.Message, .. container.Attachments] : document.References.Where(reference => !reference.IsLocal).Select(reference => reference.Uri);
        List<string> uncovered = [.. container.Others];
        if (!isChained && container.SignatureHashChainResult is not null)
            uncovered.AddRange([ContainerNames.SignatureHashChainResult, ContainerNames.SignatureHashChain]);
        return verdict with { Covered = [.. covered], Uncovered = uncovered };
    }
}
