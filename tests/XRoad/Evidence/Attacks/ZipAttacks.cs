using System.Buffers.Binary;
using Cabildo.XRoad.Evidence.Containers;
using Cabildo.XRoad.Tests.Evidence.Containers;

namespace Cabildo.XRoad.Tests.Evidence.Attacks;

public sealed class ZipAttacks : IDisposable
{
    private readonly EvidenceCountry _country = new();

    [Theory]
    [InlineData("attachment01")]
    [InlineData("attachment2")]
    [InlineData("attachment999999")]
    [InlineData("Attachment-of-mine.pdf")]
    [InlineData("attachments/1")]
    public async Task A_file_that_only_looks_like_an_attachment_is_not_vouched_for(string name)
    {
        var whole = await WholeAsync();

        Assert.Equal("MalformedSignature.HashChainUnusedInputs", _country.Verify(Zip.With(whole, name, "smuggled"u8.ToArray())).Fault?.Code);
    }

    [Fact]
    public async Task Another_file_is_named_as_not_covered()
    {
        var verdict = _country.Verify(Zip.With(await WholeAsync(), "notes.txt", "smuggled"u8.ToArray()));

        Assert.True(verdict.IsValid, verdict.Fault?.ToString());
        Assert.Equal(["/notes.txt"], verdict.Uncovered);
    }

    [Theory]
    [InlineData("Message.xml")]
    [InlineData("ATTACHMENT1")]
    [InlineData("message.xml/")]
    [InlineData("meta-inf/Signatures.xml")]
    [InlineData("META-INF/signatures2.xml")]
    [InlineData("/message.xml")]
    [InlineData("./message.xml")]
    [InlineData("a/../message.xml")]
    public async Task A_second_file_of_a_name_is_refused(string name) =>
        Assert.Equal(MalformedContainerException.InvalidContainer, _country.Verify(Zip.With(await WholeAsync(), name, "smuggled"u8.ToArray())).Fault?.Code);

    [Theory]
    [InlineData(0x7075)]
    [InlineData(0x6375)]
    [InlineData(0x0001)]
    [InlineData(0x9901)]
    public async Task An_extra_field_that_says_it_otherwise_is_refused(int id)
    {
        byte[] extra = [(byte)id, (byte)(id >> 8), 4, 0, 1, 2, 3, 4];
        var whole = await WholeAsync();

        Assert.Equal(MalformedContainerException.InvalidContainer, _country.Verify(Zip.With(whole, "notes.txt", [], local: extra)).Fault?.Code);
        Assert.Equal(MalformedContainerException.InvalidContainer, _country.Verify(Zip.With(whole, "notes.txt", [], central: extra)).Fault?.Code);
        Assert.Equal(MalformedContainerException.InvalidContainer, _country.Verify(Zip.With(whole, "notes.txt", [], local: extra[..3])).Fault?.Code);
    }

    [Fact]
    public async Task A_time_in_an_extra_field_is_passed_over() =>
        Assert.True(_country.Verify(Zip.With(await WholeAsync(), "notes.txt", [], local: [0x55, 0x54, 5, 0, 1, 0, 0, 0, 0], central: [0x55, 0x54, 5, 0, 1, 0, 0, 0, 0])).IsValid);

    /// <summary>A reader that goes by the data finds a file where the deflated bytes of another end before the directory says so.</summary>
    [Theory]
    [InlineData("notes.txt")]
    [InlineData("notes/")]
    public async Task A_file_hidden_behind_the_deflated_bytes_of_another_is_refused(string name)
    {
        byte[] hidden = [3, 0, .. Zip.Local("message.xml", "smuggled"u8.ToArray(), method: 0, [])];

        Assert.Equal(MalformedContainerException.InvalidContainer, _country.Verify(Zip.WithPacked(await WholeAsync(), name, hidden, length: 0, crc: 0, method: 8)).Fault?.Code);
    }

    [Fact]
    public async Task A_file_whose_bytes_are_not_its_own_is_refused() =>
        Assert.Equal(MalformedContainerException.InvalidContainer, _country.Verify(Zip.WithPacked(await WholeAsync(), "notes.txt", "smuggled"u8.ToArray(), length: 8, crc: 1, method: 0)).Fault?.Code);

    [Fact]
    public async Task A_zip_file_with_two_ends_is_refused()
    {
        var whole = await WholeAsync();
        var end = Zip.End(whole);
        var outer = (byte[])whole.Clone();
        BinaryPrimitives.WriteUInt16LittleEndian(outer.AsSpan(end + 20), (ushort)(2 * (whole.Length - end) - 22));
        var decoy = Zip.OpenEnd(whole);

        Assert.Equal(MalformedContainerException.InvalidContainer, _country.Verify([.. outer, .. whole[end..]]).Fault?.Code);
        Assert.Equal(MalformedContainerException.InvalidContainer, _country.Verify(Zip.WithPacked(whole, "notes.bin", decoy, decoy.Length, Zip.Crc(decoy), method: 0, patchEnd: true)).Fault?.Code);
    }

    [Fact]
    public async Task Bytes_before_between_and_after_are_refused()
    {
        var whole = await WholeAsync();

        Assert.NotNull(_country.Verify([0, .. whole]).Fault);
        Assert.NotNull(_country.Verify([.. whole, 0]).Fault);
        Assert.NotNull(_country.Verify([.. whole[..Zip.Directory(whole)], 0, .. whole[Zip.Directory(whole)..]]).Fault);
        Assert.NotNull(_country.Verify([.. whole, .. whole]).Fault);
    }

    public void Dispose() => _country.Dispose();

    private Task<byte[]> WholeAsync() => Samples.WriteAsync(StampedMessage.Contents(_country));
}
