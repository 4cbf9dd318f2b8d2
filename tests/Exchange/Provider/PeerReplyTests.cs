using System.Text;
using Cabildo.Exchange.Provider;
using Cabildo.Exchange.Relay;
using Cabildo.Exchange.Soap;
using Cabildo.Exchange.Tests.Soap;
using Cabildo.XRoad.Evidence.Signatures;
using Cabildo.XRoad.Faults;
using Cabildo.XRoad.Messages.Soap;
using Cabildo.XRoad.Transport;
using Microsoft.AspNetCore.Http;

namespace Cabildo.Exchange.Tests.Provider;

public sealed class PeerReplyTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_server_that_leaves_before_the_end_of_the_signature_is_no_failure_of_this_one()
    {
        var context = new DefaultHttpContext();
        context.Response.Body = new Broken();
        var reply = new PeerReply(context.Response);
        using var silence = new Silence(TimeSpan.FromMinutes(1), TimeProvider.System, Ct);
        using var answer = new HeldSoap(SoapMessagePart.Read(Encoding.UTF8.GetBytes(SoapText.Request("a").Replace("<x:permit/>", "<x:permitResponse/>", StringComparison.Ordinal))), PartHeaders.OfType("text/xml"), Path.GetTempPath());

        await reply.WriteAsync(answer, "text/xml", silence);
        await Assert.ThrowsAsync<IOException>(() => reply.CompleteAsync(new MessageSignature("<a/>"u8.ToArray(), null, null), Ct));

        // An outage, at which the connection is broken off; and no fault behind the signature.
        await Assert.ThrowsAsync<IOException>(() => reply.WriteAsync(new Fault("Server.ServerProxy.IOError", "It broke off.", "1"), Ct));
    }

    private sealed class Broken : MemoryStream
    {
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => throw new IOException("The other end has left.");
    }
}
