using System.Security.Cryptography;
using Cabildo.Exchange.Relay;

namespace Cabildo.Exchange.Tests.Relay;

public sealed class HeldBodyTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cabildo-held-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory, InlineData(0), InlineData(1), InlineData(5000), InlineData(HeldBody.MostInMemory), InlineData(HeldBody.MostInMemory + 1), InlineData(3_000_000)]
    public async Task What_is_held_comes_back_as_it_was_as_often_as_it_is_opened(int length)
    {
        var bytes = RandomNumberGenerator.GetBytes(length);
        using var body = new HeldBody(_folder);
        var pieces = 0;

        await body.FillAsync(new MemoryStream(bytes), () => pieces++, TestContext.Current.CancellationToken);

        Assert.Equal(length, body.Length);
        Assert.Equal(length > 0, pieces > 0);
        Assert.Equal(bytes, await ReadAsync(body));
        Assert.Equal(bytes, await ReadAsync(body));
        Assert.All(await Task.WhenAll(ReadAsync(body), ReadAsync(body)), read => Assert.Equal(bytes, read));
    }

    [Fact]
    public async Task A_small_body_makes_no_file_and_a_long_one_none_that_has_a_name()
    {
        using var small = new HeldBody(Path.Combine(_folder, "missing"));
        await small.AppendAsync(new byte[HeldBody.MostInMemory], TestContext.Current.CancellationToken);

        using var large = new HeldBody(_folder);
        await large.AppendAsync(new byte[HeldBody.MostInMemory + 1], TestContext.Current.CancellationToken);

        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows keeps the name until the file is closed.");
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder));
    }

    [Fact]
    public async Task A_body_that_finds_no_room_is_an_outage_and_no_fault_of_the_program()
    {
        using var body = new HeldBody(Path.Combine(_folder, "missing"));

        var thrown = await Assert.ThrowsAnyAsync<IOException>(() => body.AppendAsync(new byte[HeldBody.MostInMemory + 1], TestContext.Current.CancellationToken).AsTask());

        Assert.True(Failures.IsOutage(thrown));
    }

    private static async Task<byte[]> ReadAsync(HeldBody body)
    {
        using var bytes = new MemoryStream();
        await using var stream = body.Open();
        await stream.CopyToAsync(bytes, TestContext.Current.CancellationToken);
        return bytes.ToArray();
    }
}
