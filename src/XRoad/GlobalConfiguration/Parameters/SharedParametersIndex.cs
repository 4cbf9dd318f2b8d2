using System.Security.Cryptography.X509Certificates;
using Cabildo.XRoad.Identifiers;

namespace Cabildo.XRoad.GlobalConfiguration.Parameters;

/// <summary>Finds in shared parameters what a security server asks for with each message. Made once, then read by all threads.</summary>
public sealed class SharedParametersIndex
{
    private readonly Dictionary<ClientId, Member> _members = [];
    private readonly HashSet<ClientId> _clients = [];
    private readonly Dictionary<SecurityServerId, SecurityServer> _servers = [];
    private readonly Dictionary<ClientId, List<SecurityServer>> _serversOfClients = [];
    private readonly Dictionary<CertificateHash, SecurityServer> _serversByCertificate = [];
    private readonly Dictionary<string, GlobalGroup> _groups = new(StringComparer.Ordinal);
    private readonly List<IssuingCa> _authorities = [];

    /// <param name="parameters">Where it looks. Where two entries claim one name, the first counts.</param>
    public SharedParametersIndex(SharedParameters parameters)
    {
        Parameters = parameters;
        foreach (var member in parameters.Members)
            AddMember(member);
        foreach (var server in parameters.SecurityServers)
            AddServer(server);
        foreach (var group in parameters.GlobalGroups)
            _groups.TryAdd(group.Code, group);
        foreach (var ca in parameters.ApprovedCas)
            AddAuthorities(ca);
    }

    /// <summary>Where it looks.</summary>
    public SharedParameters Parameters { get; }

    /// <summary>Whether the member or subsystem is registered in the instance.</summary>
    public bool IsRegistered(ClientId client) => _clients.Contains(client);

    /// <summary>A member; null if it is not one of the instance.</summary>
    public Member? Member(MemberId id) => _members.GetValueOrDefault(id);

    /// <summary>A server; null if it is not one of the instance.</summary>
    public SecurityServer? Server(SecurityServerId id) => _servers.GetValueOrDefault(id);

    /// <summary>The servers that speak for a member or subsystem, its own among them.</summary>
    public IReadOnlyList<SecurityServer> ServersOf(ClientId client) => _serversOfClients.GetValueOrDefault(client) ?? [];

    /// <summary>The server whose authentication certificate this is, by SHA-256 or, from version 2, SHA-1; null if it is nobody's.</summary>
    public SecurityServer? ServerOf(X509Certificate2 authentication) =>
        _serversByCertificate.GetValueOrDefault(CertificateHash.Of(authentication))
        ?? _serversByCertificate.GetValueOrDefault(CertificateHash.Sha1Of(authentication));

    /// <summary>A group; null if there is none of that code.</summary>
    public GlobalGroup? Group(string code) => _groups.GetValueOrDefault(code);

    /// <summary>Whether the group holds the member or subsystem itself (a member does not stand for its subsystems).</summary>
    public bool IsInGroup(string code, ClientId client) => Group(code)?.Members.Contains(client) is true;

    /// <summary>
    /// The approved authorities with the name of the certificate's issuer. More than one while an authority changes its key: the
    /// one that signed is found by verifying. Names are compared byte by byte.
    /// </summary>
    public IReadOnlyList<IssuingCa> IssuersOf(X509Certificate2 certificate) =>
        _authorities.FindAll(authority => authority.Subject.Span.SequenceEqual(certificate.IssuerName.RawData));

    /// <summary>The certificates that timestamps may be signed with.</summary>
    public IEnumerable<EncodedCertificate> TimeStampingCertificates => Parameters.ApprovedTsas.Select(tsa => tsa.Certificate);

    private void AddMember(Member member)
    {
        _members.TryAdd(member.Id, member);
        _clients.Add(member.Id);
        foreach (var subsystem in member.Subsystems)
            _clients.Add(subsystem.Id);
    }

    private void AddServer(SecurityServer server)
    {
        _servers.TryAdd(server.Id, server);
        foreach (var hash in server.AuthCertificateHashes)
            _serversByCertificate.TryAdd(hash, server);
        // As in X-Road, an owner is a client of its server without being listed.
        foreach (var client in server.Clients.Prepend(server.Id.Owner).Distinct())
        {
            if (!_serversOfClients.TryGetValue(client, out var servers))
                _serversOfClients.Add(client, servers = []);
            servers.Add(server);
        }
    }

    private void AddAuthorities(ApprovedCa ca)
    {
        foreach (var authority in ca.IntermediateCas.Prepend(ca.TopCa))
        {
            using var certificate = authority.Certificate.Open();
            if (certificate is not null)
                _authorities.Add(new IssuingCa(ca, authority, certificate.SubjectName.RawData));
        }
    }
}

/// <summary>An authority, topmost or beneath, and the approval it stands under.</summary>
/// <param name="Approval">The approved authority.</param>
/// <param name="Authority">Its own certificate and responders.</param>
/// <param name="Subject">Its subject, in DER.</param>
public sealed record IssuingCa(ApprovedCa Approval, CaCertificate Authority, ReadOnlyMemory<byte> Subject);
