using Cabildo.XRoad.Transport;

namespace Cabildo.XRoad.Tests.Transport;

public sealed class TransportFormatTests
{
    [Theory]
    [InlineData("multipart/mixed; charset=UTF-8; boundary=xtopAbC", "xtopAbC")]
    [InlineData("Multipart/Mixed; boundary=\"xtop\"", "xtop")]
    [InlineData("multipart/mixed", null)]
    [InlineData("multipart/related; boundary=a", null)]
    [InlineData("text/xml", null)]
    [InlineData(null, null)]
    public void The_boundary_is_that_of_a_mixed_message(string? contentType, string? boundary) =>
        Assert.Equal(boundary, TransportFormat.Boundary(contentType));

    [Fact]
    public void Boundaries_are_new_each_time_and_in_the_form_of_X_Road()
    {
        var boundary = TransportFormat.NewBoundary();

        Assert.Matches("^xtop[A-Za-z]{30}$", boundary);
        Assert.NotEqual(boundary, TransportFormat.NewBoundary());
        Assert.Equal($"multipart/mixed; charset=UTF-8; boundary={boundary}", TransportFormat.ContentType(boundary));
    }
}
