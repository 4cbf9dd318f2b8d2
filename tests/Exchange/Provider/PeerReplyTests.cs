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
    public async Task Nothing_follows_a_signature_not_even_a_fault()
    {
        var context = new DefaultHttpContext();
        using var sent = new MemoryStream();
        context.Response.Body = sent;
        var reply = new PeerReply(context.Response);
        using var silence = new Silence(TimeSpan.FromMinutes(1), TimeProvider.System, Ct);
        using var answer = new HeldSoap(SoapMessagePart.Read(Encoding.UTF8.GetBytes(SoapText.Request("a").Replace("<x:permit/>", "<x:permitResponse/>", StringComparison.Ordinal))), PartHeaders.OfType("text/xml"), Path.GetTempPath());
        await reply.WriteAsync(answer, "text/xml", silence);
        await reply.CompleteAsync(new MessageSignature("<a/>"u8.ToArray(), null, null), Ct);
        await context.Response.BodyWriter.FlushAsync(Ct);
        var length = sent.Length;

        // The other server went away before all of it had come: an outage, at which the connection is broken off.
        await Assert.ThrowsAsync<IOException>(() => reply.WriteAsync(new Fault("Server.ServerProxy.IOError", "It broke off.", "1"), Ct));

        await context.Response.BodyWriter.FlushAsync(Ct);
        Assert.Equal(length, sent.Length);
    }
}
