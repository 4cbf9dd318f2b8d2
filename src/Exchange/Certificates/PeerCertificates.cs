using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Cabildo.Exchange.Configuration;
using Cabildo.Exchange.Peers;
using Cabildo.Trust.Certificates;
using Cabildo.Trust.Revocation;
using Cabildo.XRoad.Evidence.Verification;
using Cabildo.XRoad.Faults;
using Cabildo.XRoad.Identifiers;

namespace Cabildo.Exchange.Certificates;

/// <summary>
/// Judges the TLS certificates of other servers as X-Road's servers do: registered for the server, for authentication, within its dates,
/// by an authority that its instance approved, and good by a fresh OCSP answer. What was found is remembered until it goes stale.
/// </summary>
internal sealed class PeerCertificates(NodeConfiguration configuration, PeerOcsp ocsp, TimeProvider time)
{
    private const int MostKnown = 10_000;
    private const int MostCarried = 5;
    private readonly ConcurrentDictionary<(Thumbprint Certificate, string Instance), PeerCertificate> _known = new();

    /// <summary>The certificates that came along with one in a handshake.</summary>
    public static IReadOnlyList<X509Certificate2> Carried(X509Chain? chain)
    {
        List<X509Certificate2> carried = [];
        foreach (var certificate in chain?.ChainPolicy.ExtraStore.Take(MostCarried) ?? [])
        {
            if (Copy(certificate) is { } copy)
                carried.Add(copy);
        }

        return carried;
    }

    /// <summary>
    /// Why a server that connects is not to be let in; null if it is. Its OCSP answers come with its requests. Without a configuration
    /// everybody is let in, to be told so.
    /// </summary>
    public Problem? Admit(X509Certificate2 certificate, IReadOnlyList<X509Certificate2> carried)
    {
        if (configuration.Current is not { } current)
            return null;
        return current.ServerOf(certificate) is { } server
            ? Find(current, certificate, carried, server.Id.Owner.Instance).Problem
            : Unregistered(certificate);
    }

    /// <summary>Why a server may not ask for a client; null if it may.</summary>
    /// <param name="current">The configuration.</param>
    /// <param name="certificate">What it showed in the handshake.</param>
    /// <param name="answers">The OCSP answers that came with its request, as DER.</param>
    /// <param name="client">For whom it asks.</param>
    public Problem? Check(ConfigurationSnapshot current, X509Certificate2? certificate, IReadOnlyList<ReadOnlyMemory<byte>> answers, ClientId client)
    {
        if (certificate is null)
            return Failed("The security server that asks has shown no certificate.");
        if (answers.Count == 0)
            return Failed("Cannot verify TLS certificate, corresponding OCSP response is missing.");
        var (known, problem) = Find(current, certificate, [], client.Member.Instance);
        if (known is null)
            return problem;
        if (known.GoodUntil <= time.GetUtcNow() && Judge(known, answers) is { } bad)
            return bad;
        return Serves(current, known, client) ? null : Failed($"Client '{client}' is not registered at security server '{known.Server.Id}'.");
    }

    /// <summary>Why a server that was connected to is not the one it is to be; null if it is. Its OCSP answers are asked for, if they are not known.</summary>
    public async ValueTask<Problem?> VerifyAsync(X509Certificate2? certificate, IReadOnlyList<X509Certificate2> carried, Peer peer, CancellationToken ct)
    {
        if (certificate is null)
            return Failed($"Security server '{peer.Server}' has shown no certificate.");
        if (configuration.Current is not { } current)
            return configuration.Problem;
        var (known, problem) = Find(current, certificate, carried, peer.Server.Owner.Instance);
        if (known is null)
            return problem;
        if (known.Server.Id != peer.Server)
            return Failed($"Security server '{peer.Server}' was called, and '{known.Server.Id}' answered.");
        return known.GoodUntil > time.GetUtcNow() ? null : await AskAsync(known, peer, ct);
    }

    private static bool Serves(ConfigurationSnapshot current, PeerCertificate known, ClientId client)
    {
        var servers = current.ServersOf(client);
        for (var i = 0; i < servers.Count; i++)
        {
            if (servers[i].Id == known.Server.Id)
                return true;
        }

        return false;
    }

    private (PeerCertificate? Known, Problem? Problem) Find(
        ConfigurationSnapshot current, X509Certificate2 certificate, IReadOnlyList<X509Certificate2> carried, string instance)
    {
        var key = (Thumbprint.Of(certificate), instance);
        if (_known.TryGetValue(key, out var known) && ReferenceEquals(known.Parameters, current.Find(instance)?.Shared))
            return Valid(known);
        if (current.ServerOf(certificate, instance) is not { } server)
            return (null, Unregistered(certificate));

        try
        {
            var own = StrangersCertificate.Load(certificate.RawDataMemory.Span);
            if (!CertificateUses.IsForAuthentication(own))
                return (null, Failed("Peer certificate is not an authentication certificate."));
            IReadOnlyList<X509Certificate2> along = carried.Count > 0 ? carried : known?.Carried ?? [];
            if (CertificatePath.Find(own, along, current.Find(instance)!, CertificateUse.Authentication) is not { } path)
                return (null, Failed(TrustCodes.CannotCreateCertPath, $"The certificate of '{certificate.Subject}' is not by an authority that {instance} approved."));
            if (_known.Count >= MostKnown)
                _known.Clear();
            return Valid(_known[key] = new PeerCertificate(server, current.Find(instance)!.Shared, path, along));
        }
        catch (CryptographicException)
        {
            return (null, Failed(TrustCodes.CannotCreateCertPath, "The certificate cannot be read whole."));
        }
    }

    private (PeerCertificate? Known, Problem? Problem) Valid(PeerCertificate known) =>
        known.Path.CheckValidity(time.GetUtcNow()) is { } fault ? (null, Failed(fault.Code, fault.Reason)) : (known, null);

    private async Task<Problem?> AskAsync(PeerCertificate known, Peer peer, CancellationToken ct)
    {
        await known.Asking.WaitAsync(ct);
        try
        {
            if (known.GoodUntil > time.GetUtcNow())
                return null;
            var (answers, problem) = await ocsp.AskAsync(peer, [.. known.Path.Links.Select(link => link.Subject)], ct);
            return problem is null
                ? Judge(known, answers)
                : Failed(FaultCodes.InternalError, $"Security server '{peer.Server}' gave no OCSP answers about its certificate. {problem}");
        }
        finally
        {
            known.Asking.Release();
        }
    }

    private Problem? Judge(PeerCertificate known, IReadOnlyList<ReadOnlyMemory<byte>> answers)
    {
        try
        {
            if (known.Path.Check([.. answers.Select(OcspResponse.Parse)], time.GetUtcNow(), out var until) is { } fault)
                return Failed(fault.Code, fault.Reason);
            known.GoodUntil = until;
            return null;
        }
        catch (MalformedOcspException malformed)
        {
            return Failed(TrustCodes.IncorrectValidationInfo, malformed.Message);
        }
    }

    // The framework disposes of what came in a handshake when it pleases.
    private static X509Certificate2? Copy(X509Certificate2 certificate)
    {
        try
        {
            return StrangersCertificate.Load(certificate.RawDataMemory.Span);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static Problem Unregistered(X509Certificate2 certificate) =>
        Failed($"Authentication certificate '{certificate.Subject}' is not associated with any security server.");

    private static Problem Failed(string message) => new(FaultCodes.SslAuthenticationFailed, message);

    private static Problem Failed(string code, string message) => new($"{FaultCodes.SslAuthenticationFailed}.{code}", message);
}
