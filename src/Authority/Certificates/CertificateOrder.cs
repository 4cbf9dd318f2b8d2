using Cabildo.XRoad.Identifiers;

namespace Cabildo.Authority.Certificates;

/// <summary>Who orders which certificate. Of the request only the public key and the proof that its owner has it are taken.</summary>
public sealed record CertificateOrder
{
    private CertificateOrder(ReadOnlyMemory<byte> request, CertificateKind kind, MemberId member, SecurityServerId server, IReadOnlyList<string> hosts) =>
        (Request, Kind, Member, Server, Hosts) = (request, kind, member, server, hosts);

    /// <summary>A certification request (PKCS #10, RFC 2986), DER or PEM.</summary>
    public ReadOnlyMemory<byte> Request { get; }

    /// <summary><see cref="CertificateKind.Authentication"/> or <see cref="CertificateKind.Signing"/>.</summary>
    public CertificateKind Kind { get; }

    /// <summary>The member that the subject names: the server's owner, or the one that signs.</summary>
    public MemberId Member { get; }

    /// <summary>The server that holds the key.</summary>
    public SecurityServerId Server { get; }

    /// <summary>The names and addresses that a server answers at; none for those of the facts.</summary>
    public IReadOnlyList<string> Hosts { get; }

    /// <summary>A certificate with which a server shows itself to others.</summary>
    /// <param name="request">A certification request, DER or PEM.</param>
    /// <param name="server">The server.</param>
    /// <param name="hosts">The names and addresses it answers at; none for its address in the facts.</param>
    public static CertificateOrder Authentication(ReadOnlyMemory<byte> request, SecurityServerId server, params IReadOnlyList<string> hosts) =>
        new(request, CertificateKind.Authentication, server.Owner, server, hosts);

    /// <summary>A certificate with which a member signs.</summary>
    /// <param name="request">A certification request, DER or PEM.</param>
    /// <param name="member">The member.</param>
    /// <param name="server">The server that holds the key: it must serve the member.</param>
    public static CertificateOrder Signing(ReadOnlyMemory<byte> request, MemberId member, SecurityServerId server) =>
        new(request, CertificateKind.Signing, member, server, []);
}
