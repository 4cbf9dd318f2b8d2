using System.Security.Cryptography;
using System.Text;
using Cabildo.Exchange.Relay;
using Cabildo.XRoad.Evidence.Signatures;

namespace Cabildo.Exchange.Tests.Relay;

public sealed class OutgoingBodyTests
{
    [Theory, InlineData(0), InlineData(1), InlineData(AttachmentRules.BeginningBytes - 1), InlineData(AttachmentRules.BeginningBytes), InlineData(100_000)]
    public async Task A_body_passes_whole_and_is_copied_whole(int length)
    {
        var bytes = RandomNumberGenerator.GetBytes(length);
        using var copy = new HeldBody(Path.GetTempPath());
        var body = await OutgoingBody.OpenAsync(new MemoryStream(bytes), new BodyCopy(copy, 1_000_000), TestContext.Current.CancellationToken);

        using var passed = new MemoryStream();
        await body.CopyToAsync(passed, 777, TestContext.Current.CancellationToken);

        Assert.Equal(bytes, passed.ToArray());
        Assert.Equal(length == 0, body.IsEmpty);
        Assert.Equal(length, body.Length);
        Assert.Equal(length, copy.Length);
    }

    [Fact]
    public async Task Of_a_body_that_is_too_long_for_the_log_no_more_is_copied_than_it_would_keep()
    {
        using var copy = new HeldBody(Path.GetTempPath());
        var body = await OutgoingBody.OpenAsync(new MemoryStream(new byte[5_000_000]), new BodyCopy(copy, 100_000), TestContext.Current.CancellationToken);

        await body.CopyToAsync(Stream.Null, 10_000, TestContext.Current.CancellationToken);

        Assert.Equal(5_000_000, body.Length);
        Assert.InRange(copy.Length, 0, 100_000);
    }

    [Fact]
    public async Task A_body_that_could_pass_for_a_message_is_refused_before_any_of_it_leaves()
    {
        var body = await OutgoingBody.OpenAsync(
            new MemoryStream(Encoding.ASCII.GetBytes("GET\r\n/r1/RP/GOV/a/b/c\r\n")), copy: null, TestContext.Current.CancellationToken);

        Assert.NotNull(body.Refusal);
    }
}
