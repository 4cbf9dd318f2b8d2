using System.Text;
using Cabildo.XRoad.Metaservices;

namespace Cabildo.XRoad.Tests.Metaservices;

public sealed class HiddenAddressesTests
{
    private const string Wsdl = """
        <?xml version="1.0" encoding="UTF-8"?>
        <!-- Señor "location" -->
        <w:definitions xmlns:w="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/">
          <w:service name="a">
            <w:port><soap:address a=">" location = 'http://10.0.0.1:80/a?x="y"'  /></w:port>
            <w:port><s12:address location="https://inside/&#x41;" xmlns:s12="http://schemas.xmlsoap.org/wsdl/soap12/"></s12:address></w:port>
            <w:port><address location="http://inside/"/><soap:address/><soap:binding location="kept"/></w:port>
          </w:service>
        </w:definitions>
        """;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Addresses_in_a_WSDL_are_replaced_and_nothing_else_changes(bool isUtf16)
    {
        var encoding = isUtf16 ? Encoding.Unicode : new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes(Wsdl)];

        Assert.True(HiddenAddresses.TryHideInWsdl(bytes, out var hidden, out _));

        var expected = Wsdl
            .Replace("http://10.0.0.1:80/a?x=\"y\"", HiddenAddresses.Substitute, StringComparison.Ordinal)
            .Replace("https://inside/&#x41;", HiddenAddresses.Substitute, StringComparison.Ordinal);
        Assert.Equal([.. encoding.GetPreamble(), .. encoding.GetBytes(expected)], hidden);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not xml")]
    [InlineData("<!DOCTYPE a><a/>")]
    [InlineData("<?xml version='1.0' encoding='windows-1252'?><a/>")]
    [InlineData("<a>")]
    public void What_is_no_XML_has_no_description_in_it(string text)
    {
        Assert.False(HiddenAddresses.TryHideInWsdl(Encoding.UTF8.GetBytes(text), out _, out var reason));
        Assert.NotEmpty(reason);
    }

    [Fact]
    public void A_WSDL_that_is_not_in_its_encoding_is_refused() =>
        Assert.False(HiddenAddresses.TryHideInWsdl((byte[])[.. "<a b='"u8, 0xFF, .. "'/>"u8], out _, out _));

    [Fact]
    public void Many_addresses_take_little_time()
    {
        const string One = "<a:address xmlns:a=\"http://schemas.xmlsoap.org/wsdl/soap/\" location=\"é\"/>";
        var text = "<w>" + string.Concat(Enumerable.Repeat(One, 100_000)) + "</w>";

        Assert.True(HiddenAddresses.TryHideInWsdl(Encoding.UTF8.GetBytes(text), out var hidden, out _));
        Assert.Equal(text.Replace("é", HiddenAddresses.Substitute, StringComparison.Ordinal), Encoding.UTF8.GetString(hidden));
    }

    [Theory]
    [InlineData("http://inside:8080/api/v1", "/api/v1")]
    [InlineData("https://inside", "/")]
    [InlineData("//inside/api", "/api")]
    [InlineData("api/v1", "api/v1")]
    [InlineData("/api", "/api")]
    [InlineData("https://{host}/api", "https://{host}/api")]
    public void Servers_of_an_OpenAPI_description_keep_their_path_alone(string url, string expected)
    {
        var text = $$"""{"openapi":"3.0.1","info":{"title":"Señor","x":1.50},"servers":[{"url":"{{url}}","description":"d"},{},7]}""";

        Assert.True(HiddenAddresses.TryHideInOpenApi(Encoding.UTF8.GetBytes(text), out var hidden, out _));

        Assert.Equal(text.Replace(url, expected, StringComparison.Ordinal), Encoding.UTF8.GetString(hidden));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"openapi":3}""")]
    [InlineData("""{"openapi":"2.0"}""")]
    [InlineData("""{"swagger":"2.0"}""")]
    [InlineData("""{"openapi":"3.0","openapi":"3.0"}""")]
    [InlineData("""{"openapi":"3.0\ud800"}""")]
    [InlineData("""{"openapi":"3.0","servers":[{"url":"\ud800"}]}""")]
    public void What_is_not_of_OpenAPI_3_is_refused(string text)
    {
        Assert.False(HiddenAddresses.TryHideInOpenApi(Encoding.UTF8.GetBytes(text), out _, out var reason));
        Assert.NotEmpty(reason);
    }

    [Theory]
    [InlineData("- url: http://inside:8080/api/v1 # ours", "- url: \"/api/v1\" # ours")]
    [InlineData("- {description: d, url: 'https://inside/á'}\n  - url: /api", "- {description: d, url: \"/%C3%A1\"}\n  - url: /api")]
    [InlineData("- url: &one \"http://inside/api\"\n  - description: *one", "- url: &one \"/api\"\n  - description: *one")]
    [InlineData("- url: >-\n      http://inside/api\n    description: d", "- url: \"/api\"\n    description: d")]
    [InlineData("- url: https://{host}/api\n  - 7", "- url: https://{host}/api\n  - 7")]
    public void Servers_of_a_description_in_YAML_keep_their_path_alone(string servers, string expected)
    {
        foreach (var end in (string[])["\n", "\r\n"])
        {
            var text = $"# Señor\nopenapi: 3.0.1\ninfo: {{title: 'http://kept/'}}\nservers:\n  {servers}\npaths: {{/a: {{get: {{}}}}}}\n".Replace("\n", end, StringComparison.Ordinal);

            Assert.True(HiddenAddresses.TryHideInOpenApiYaml((byte[])[0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(text)], out var hidden, out _));

            Assert.Equal(
                text.Replace(end, "\n", StringComparison.Ordinal).Replace(servers, expected, StringComparison.Ordinal),
                Encoding.UTF8.GetString(hidden).Replace(end, "\n", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("openapi: 2.0")]
    [InlineData("info: {}")]
    [InlineData("openapi: 3.0.0\nservers: [")]
    [InlineData("openapi: 3.0.0\nx: 'open")]
    [InlineData("openapi: 3.0.0\nx: &s [{url: 'http://inside'}]\nservers: *s")]
    [InlineData("openapi: 3.0.0\nx: &s {url: 'http://inside'}\nservers: [*s]")]
    [InlineData("openapi: 3.0.0\nx: &s 'http://inside'\nservers: [{url: *s}]")]
    [InlineData("openapi: 3.0.0\nx: &s {url: 'http://inside'}\nservers: [{<<: *s}]")]
    [InlineData("openapi: 3.0.0\nx: &s {servers: [{url: 'http://inside'}]}\n<<: *s")]
    [InlineData("openapi: 3.0.0\n---\nopenapi: 3.0.0\nservers: [{url: 'http://inside'}]")]
    public void YAML_in_which_addresses_could_stay_is_refused(string text)
    {
        Assert.False(HiddenAddresses.TryHideInOpenApiYaml(Encoding.UTF8.GetBytes(text), out _, out var reason));
        Assert.NotEmpty(reason);
    }

    [Fact]
    public void YAML_that_is_nested_deep_or_not_in_UTF_8_is_refused()
    {
        Assert.False(HiddenAddresses.TryHideInOpenApiYaml(Encoding.UTF8.GetBytes("openapi: 3.0.0\nx: " + new string('[', 100_000)), out _, out _));
        Assert.False(HiddenAddresses.TryHideInOpenApiYaml((byte[])[.. "openapi: 3.0.0\nx: '"u8, 0xFF, .. "'"u8], out _, out _));
    }
}
