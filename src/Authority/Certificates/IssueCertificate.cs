using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Cabildo.Authority.Facts;
using Cabildo.Platform.Refusals;
using Cabildo.Trust.Certificates;
using Cabildo.XRoad.GlobalConfiguration.Naming;
using Cabildo.XRoad.GlobalConfiguration.Parameters;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Cabildo.Authority.Certificates;

/// <summary>Issues a certificate to a server or a member of the instance, and enters it into the register.</summary>
public sealed partial class IssueCertificate
{
    private readonly CertificateAuthority _authority;
    private readonly CertificateRegister _register;
    private readonly CurrentFacts _facts;
    private readonly AuthorityOptions _options;
    private readonly ILogger _log;

    internal IssueCertificate(
        CertificateAuthority authority, CertificateRegister register, CurrentFacts facts, IOptions<AuthorityOptions> options, ILogger<IssueCertificate> log) =>
        (_authority, _register, _facts, _options, _log) = (authority, register, facts, options.Value, log);

    /// <summary>Issues what is ordered.</summary>
    /// <returns>The certificate, or why there is none: <c>unknown-server</c>, <c>unknown-member</c>, <c>member-not-served</c>,
    /// <c>no-host</c>, <c>host-wrong</c>, <c>request-wrong</c>, <c>name-impossible</c>.</returns>
    /// <exception cref="InvalidOperationException">The root has expired, or is not the one the database knows.</exception>
    public async Task<(IssuedCertificate? Issued, Refusal? Refusal)> RunAsync(CertificateOrder order, CancellationToken ct)
    {
        _facts.Follow();
        var facts = _facts.Value;
        if (facts.Find(order.Server) is not { } server)
            return (null, new Refusal("unknown-server", $"{order.Server} is not among the instance's servers. Enter it into the facts first.", 404));
        if (facts.Find(order.Member) is not { } member)
            return (null, new Refusal("unknown-member", $"{order.Member} is not among the instance's members. Enter it into the facts first.", 404));
        if (order.Member != server.Id.Owner && !server.Clients.Any(client => client.Member == order.Member))
            return (null, new Refusal("member-not-served", $"{order.Server} does not serve {order.Member}. Make a subsystem of it the server's client first."));
        var request = ProvenRequest.Read(order.Request);
        if (request.Key is null)
            return (null, new Refusal("request-wrong", request.Problem!));
        if (MemberNaming.SubjectOf(_options.CertificateProfileInfo, member.Id, member.Name, server.Id, facts.Country) is not { } subject)
            return (null, new Refusal("name-impossible", $"The certificate profile {_options.CertificateProfileInfo} cannot name {member.Id}."));
        return order.Kind is CertificateKind.Signing
            ? (await EnterAsync(Sign(request.Key, subject), order, ct), null)
            : await IssueAuthenticationAsync(order, server, request.Key, subject, ct);
    }

    private async Task<(IssuedCertificate? Issued, Refusal? Refusal)> IssueAuthenticationAsync(
        CertificateOrder order, SecurityServer server, PublicKey key, X500DistinguishedName subject, CancellationToken ct)
    {
        IReadOnlyList<string> hosts = order.Hosts.Count > 0 ? order.Hosts : server.Address is { } address ? [address] : [];
        if (hosts.Count == 0)
            return (null, new Refusal("no-host", $"{order.Server} has no address in the facts. Order the certificate with its names."));
        if (hosts.FirstOrDefault(host => Uri.CheckHostName(host) is UriHostNameType.Unknown || host.Any(letter => !char.IsAscii(letter))) is { } wrong)
            return (null, new Refusal("host-wrong", $"'{wrong}' is neither a host name nor an address."));
        var validity = _authority.ValidFor(_options.CertificateLifetime);
        return (await EnterAsync(CertificateProfiles.ExchangeAuth(_authority.Key, key, subject, hosts, validity, _options.OcspUrl), order, ct), null);
    }

    private X509Certificate2 Sign(PublicKey key, X500DistinguishedName subject) => CertificateProfiles.ExchangeSign(
        _authority.Key, key, subject, _authority.ValidFor(_options.CertificateLifetime), _options.OcspUrl);

    // What is not in the register must not leave: nobody could revoke it.
    private async Task<IssuedCertificate> EnterAsync(X509Certificate2 certificate, CertificateOrder order, CancellationToken ct)
    {
        using (certificate)
        {
            await _register.EnterRootAsync(_authority.Certificate, _options.Name, ct);
            var holder = order.Kind is CertificateKind.Signing ? order.Member.ToString() : order.Server.ToString();
            var row = await _register.AddAsync(certificate, order.Kind, holder, ct);
            Issued(_log, order.Kind, row.Serial);
            return new IssuedCertificate(row.Serial, row.Kind, row.Holder, row.Status, row.NotAfter, row.Certificate, _authority.Certificate.RawData);
        }
    }

    [LoggerMessage(LogLevel.Information, "Issued a certificate for {Kind}, serial number {Serial}")]
    private static partial void Issued(ILogger logger, CertificateKind kind, string serial);
}
