using System.Text;
using Cabildo.XRoad.Messages;

namespace Cabildo.XRoad.Tests.Messages;

public sealed class EndpointPatternTests
{
    [Theory]
    [InlineData("*", "**", "GET", "", true)]
    [InlineData("*", "**", "DELETE", "/a/b", true)]
    [InlineData("GET", "/foo/*/bar", "GET", "/foo/zyggy/bar", true)]
    [InlineData("get", "/foo/*/bar", "GET", "/foo/zyggy/bar", true)]
    [InlineData("GET", "/foo/*/bar", "POST", "/foo/zyggy/bar", false)]
    [InlineData("GET", "/foo/*/bar", "GET", "/foo/zyggy/quux/bar", false)]
    [InlineData("GET", "/foo/**/bar", "GET", "/foo/zyggy/quux/bar", true)]
    [InlineData("GET", "/foo/**bar", "GET", "/foo/whatever//bar", true)]
    [InlineData("GET", "/foo/*", "GET", "/foo/a%2Fb", true)]
    [InlineData("GET", "/foo/a", "GET", "/foo/%61", true)]
    [InlineData("GET", "/foo/a.c", "GET", "/foo/abc", false)]
    [InlineData("GET", "/foo/\\*", "GET", "/foo/*", true)]
    [InlineData("GET", "/foo/\\*", "GET", "/foo/a", false)]
    [InlineData("GET", "/foo", "GET", "/foo/", false)]
    [InlineData("GET", "/foo", "GET", "/foo%0A", false)]
    [InlineData("GET", "", "GET", "", true)]
    [InlineData("GET", "", "GET", "/a", false)]
    public void A_pattern_covers_what_its_wildcards_say(string method, string pattern, string verb, string path, bool covered)
    {
        var text = $"{verb}\r\n/r1/A/B/C/D/E{path}\r\nx-road-client:A/B/C/D\r\nx-road-id:1\r\nx-road-request-id:2\r\n";
        Assert.True(RestRequestPart.TryRead(Encoding.UTF8.GetBytes(text), out var request, out _));

        Assert.Equal(covered, new EndpointPattern(method, pattern).Covers(request));
    }
}
