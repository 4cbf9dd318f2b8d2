using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;
using Cabildo.Exchange.Configuration;
using Cabildo.Exchange.Node;
using Cabildo.Trust.Keys;
using Cabildo.Trust.Revocation;
using Cabildo.XRoad.Evidence.Verification;
using Cabildo.XRoad.Faults;

namespace Cabildo.Exchange.Certificates;

/// <summary>
/// The OCSP answers about this server's own certificates, and what the certificates are worth by them. <see cref="OcspRefresh"/> keeps them
/// fresh; asking here waits for nothing. May be used by many threads.
/// </summary>
internal sealed class OwnOcsp(NodeIdentity identity, NodeConfiguration configuration, KeptAnswers kept, TimeProvider time)
{
    // What is wrong is looked at again this often, be it that only time has passed.
    private static readonly TimeSpan Recheck = TimeSpan.FromSeconds(1);
    private readonly ConcurrentDictionary<Thumbprint, OcspResponse?> _answers = new();
    private readonly ConcurrentDictionary<string, Standing> _standings = new(StringComparer.Ordinal);
    private int _edition;

    /// <summary>The answers that go along with what this server asks of others; or X-Road's reason why it cannot ask.</summary>
    public (IReadOnlyList<ReadOnlyMemory<byte>> Answers, Problem? Problem) OfAuthentication()
    {
        var (standing, problem) = Of(identity.Authentication, CertificateUse.Authentication);
        problem ??= standing!.Problem;
        return problem is null
            ? (standing!.Answers, null)
            : ([], new Problem(FaultCodes.SslAuthenticationFailed, $"This security server has no valid authentication certificate. {problem.Message}"));
    }

    /// <summary>The answer about one of this server's certificates or their issuers, good and fresh; else why there is none.</summary>
    public (ReadOnlyMemory<byte> Der, Problem? Problem) Current(X509Certificate2 certificate)
    {
        if (Links().FirstOrDefault(link => link.Subject.RawDataMemory.Span.SequenceEqual(certificate.RawDataMemory.Span)) is not { } link)
            return (default, new Problem(FaultCodes.InternalError, $"'{certificate.Subject}' is no certificate of this security server."));
        if (Find(certificate) is not { } answer)
            return (default, new Problem(FaultCodes.InternalError, $"There is no OCSP answer about '{certificate.Subject}' yet."));
        var verdict = link.Judge(answer, time.GetUtcNow());
        return verdict.IsGood ? (answer.Encoded, null) : (default, new Problem(FaultCodes.InternalError, verdict.Reason));
    }

    /// <summary>What others are told about a certificate of <see cref="Links"/>: the last answer if it is authentic and fresh, good or not; else null.</summary>
    public OcspResponse? Told(PathLink link) =>
        Find(link.Subject) is { } answer && link.Judge(answer, time.GetUtcNow()).Outcome is (OcspOutcome.Good or OcspOutcome.Revoked or OcspOutcome.Unknown) ? answer : null;

    /// <summary>What one of this server's certificates is worth now; or that there is no configuration to tell.</summary>
    public (Standing? Standing, Problem? Problem) Of(TokenKey key, CertificateUse use)
    {
        if (configuration.Current is not { } current)
            return (null, configuration.Problem);
        var (shared, certificate, edition) = (current.Own.Shared, key.Certificate!, Volatile.Read(ref _edition));
        if (_standings.TryGetValue(key.Label, out var known) && known.Edition == edition && known.Until > time.GetUtcNow()
            && ReferenceEquals(known.Parameters, shared) && ReferenceEquals(known.Certificate, certificate))
            return (known, null);

        var path = known?.Path is { } before && ReferenceEquals(known.Parameters, shared) && ReferenceEquals(known.Certificate, certificate)
            ? before
            : CertificatePath.Find(certificate, key.Issuers, current.Own, use);
        var standing = new Standing { Certificate = certificate, Parameters = shared, Edition = edition, Until = time.GetUtcNow() + Recheck, Path = path };
        return (_standings[key.Label] = Judge(standing), null);
    }

    /// <summary>Every certificate whose status others will ask about: the own ones and those between them and the approved authorities.</summary>
    public IReadOnlyList<PathLink> Links()
    {
        if (configuration.Current is not { } current)
            return [];
        var signing = identity.Members.Select(identity.SigningKey).OfType<TokenKey>().Select(key => (Key: key, Use: CertificateUse.Signing));
        return [.. signing.Prepend((Key: identity.Authentication, Use: CertificateUse.Authentication))
            .Where(own => own.Key.Certificate is not null)
            .SelectMany(own => Of(own.Key, own.Use).Standing?.Path?.Links ?? [])
            .DistinctBy(link => Thumbprint.Of(link.Subject))];
    }

    /// <summary>The last answer about a certificate, good or not; null if there is none.</summary>
    public OcspResponse? Find(X509Certificate2 certificate) => _answers.GetOrAdd(Thumbprint.Of(certificate), _ => kept.Read(certificate));

    /// <summary>Takes a new answer, which the caller has verified, and keeps it; false if it could not be kept on disk.</summary>
    public bool Put(X509Certificate2 certificate, OcspResponse answer)
    {
        _answers[Thumbprint.Of(certificate)] = answer;
        Interlocked.Increment(ref _edition);
        return kept.TryWrite(certificate, answer);
    }

    private Standing Judge(Standing standing)
    {
        if (standing.Path is not { } path)
            return standing with { Problem = new Problem(TrustCodes.CannotCreateCertPath, $"The certificate of '{standing.Certificate.Subject}' is not by an authority approved for it.") };
        var answers = path.Links.Select(link => Find(link.Subject)).OfType<OcspResponse>().ToList();
        if (path.Check(answers, time.GetUtcNow(), out var until) is { } fault)
            return standing with { Problem = new Problem(fault.Code, fault.Reason) };
        return standing with { Until = until, Answers = [.. answers.Select(answer => answer.Encoded)] };
    }
}
