using System.Security.Cryptography.X509Certificates;
using Cabildo.Exchange.Configuration;
using Cabildo.Exchange.Peers;
using Cabildo.XRoad.Evidence.Signatures;
using Cabildo.XRoad.Faults;
using Cabildo.XRoad.Identifiers;

#pragma warning disable CA1822
namespace Cabildo.Exchange.Certificates;
internal sealed class MemberSigners { public (MessageSigner? Signer, Problem? Problem) For(MemberId member) => (null, null); }
internal sealed class OwnOcsp { public (IReadOnlyList<ReadOnlyMemory<byte>> Answers, Problem? Problem) OfAuthentication() => ([], null); }
internal sealed class PeerCertificates { public Problem? Check(ConfigurationSnapshot s, X509Certificate2? c, IReadOnlyList<ReadOnlyMemory<byte>> a, ClientId client) => null; }
internal static class ShimPeers { public static Task<HttpResponseMessage> SendAsync(this PeerConnections c, IReadOnlyList<Cabildo.XRoad.GlobalConfiguration.Parameters.SecurityServer> p, HttpContent m, Action<HttpRequestMessage> a, CancellationToken ct) => throw new NotSupportedException(); }
