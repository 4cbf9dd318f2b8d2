using System.Text;
using Cabildo.Testing;
using Cabildo.XRoad.Evidence.Containers;
using Cabildo.XRoad.Identifiers;
using Cabildo.XRoad.Messages;
using Cabildo.XRoad.Messages.Soap;

namespace Cabildo.XRoad.Tests.Messages;

public sealed class SignedMessageTests
{
    private const string Request = "POST\r\n/r1/RP/GOV/transport/licences/licence/314?a=b\r\nX-Road-Client:RP/GOV/digital/documents\r\nx-road-request-id:7\r\nx-road-id:RP-2c\r\n";
    private const string Answer = "200\r\nOK\r\nx-road-service:RP/GOV/forged/by/service\r\nx-road-id:RP-2c\r\nx-road-client:RP/GOV/digital/documents\r\nx-road-service:RP/GOV/transport/licences/licence\r\nx-road-request-id:7\r\nx-road-request-hash:a==\r\n";

    [Fact]
    public void The_client_sends_a_REST_request()
    {
        var message = Read(Request);

        Assert.Equal(SignedMessageKind.RestRequest, message.Kind);
        Assert.Equal("RP/GOV/digital/documents", message.Sender.ToString());
        Assert.Equal("RP/GOV/transport/licences", message.Receiver.ToString());
        Assert.Equal("RP/GOV/transport/licences/licence", message.Service.ToString());
        Assert.Equal("RP-2c", message.MessageId);
        Assert.False(message.IsResponse);
    }

    [Fact]
    public void The_provider_sends_a_REST_answer_and_the_last_service_named_counts()
    {
        var message = Read(Answer);

        Assert.Equal(SignedMessageKind.RestResponse, message.Kind);
        Assert.Equal("RP/GOV/transport/licences", message.Sender.ToString());
        Assert.Equal("RP/GOV/digital/documents", message.Receiver.ToString());
        Assert.Equal("RP-2c", message.MessageId);
    }

    [Fact]
    public void Requests_and_answers_of_SOAP_are_told_apart()
    {
        var header = new SoapHeader(new MemberId("RP", "COM", "1"), new CalledService(new MemberId("RP", "GOV", "2"), "dose", Version: null), "m");
        var request = SoapMessagePart.Request(header, writer => writer.WriteElementString("dose", ""));
        var answer = SoapMessagePart.Response(request, writer => writer.WriteElementString("doseResponse", ""));

        Assert.Equal(new SignedMessage(SignedMessageKind.SoapRequest, header.Client, header.Service, "m"), SignedMessage.Read(request.Bytes));
        Assert.Equal("RP/GOV/2", SignedMessage.Read(answer.Bytes).Sender.ToString());
        Assert.Equal(SignedMessageKind.SoapResponse, SignedMessage.Read(answer.Bytes).Kind);
    }

    [Theory]
    [InlineData("valid-signed-message", SignedMessageKind.SoapRequest, "DEV/COM/4321/TestClient")]
    [InlineData("valid-batch-ts", SignedMessageKind.SoapRequest, "DEV/COM/4321/TestClient")]
    [InlineData("valid-non-batch-rest", SignedMessageKind.RestResponse, "DEV/COM/1234/TestService")]
    public void The_sender_of_a_message_of_X_Road_is_known(string vector, SignedMessageKind kind, string sender)
    {
        using var container = AsicContainer.Open(File.OpenRead(Repository.Vector($"xroad/asic/{vector}.asice")));

        var message = SignedMessage.Read(container.Message);

        Assert.Equal(kind, message.Kind);
        Assert.Equal(sender, message.Sender.ToString());
    }

    [Theory]
    [InlineData("", "InvalidMessage")]
    [InlineData(" \r\n", "InvalidMessage")]
    [InlineData("hello", "InvalidMessage")]
    [InlineData("FETCH\r\n/r1/a/b/c/d/e\r\n", "BadRequest")]
    [InlineData("GET\r\n/r1/a/b/c/d/e\r\n", "InvalidClientIdentifier")]
    [InlineData("200\r\nOK", "InvalidMessage")]
    [InlineData("200\r\nOK\r\nx-road-client:A/B/C\r\nx-road-id:1\r\n", "InvalidMessage")]
    [InlineData("200\r\nOK\r\nx-road-service:A/B/C/D/E\r\nx-road-client:A/B/C\r\n", "InvalidMessage")]
    [InlineData("<a/>", "InvalidSoap")]
    [InlineData("<a>", "InvalidXml")]
    [InlineData("<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body><s:Fault/></s:Body></s:Envelope>", "InvalidMessage")]
    public void What_names_no_sender_is_refused(string text, string code) =>
        Assert.Equal(code, Assert.Throws<MalformedMessageException>(() => Read(text)).Code);

    private static SignedMessage Read(string text) => SignedMessage.Read(Encoding.UTF8.GetBytes(text));
}
