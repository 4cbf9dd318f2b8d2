using System.Buffers.Text;
using System.Formats.Cbor;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using Cabildo.Credentials.Encodings;
using Cabildo.Credentials.StatusLists;
using Cabildo.Testing;
using Cabildo.Trust.Cose;
using Cabildo.Trust.Jose;

namespace Cabildo.Credentials.Tests.StatusLists;

/// <summary>The examples printed in the Token Status List draft.</summary>
public sealed partial class DraftVectorTests
{
    [Fact]
    public void The_one_bit_example_of_section_4_1_reads_as_printed()
    {
        var list = ReadJson("status_list_encoding_json.md");

        Assert.Equal([1, 0, 0, 1, 1, 1, 0, 1, 1, 1, 0, 0, 0, 1, 0, 1], States(list));
        Assert.Equal(States(list), States(ReadCbor("status_list_encoding_cbor.md")));
    }

    [Fact]
    public void The_two_bit_example_of_section_4_1_reads_as_printed()
    {
        var list = ReadJson("status_list_encoding2_json.md");

        Assert.Equal([1, 2, 0, 3, 0, 1, 0, 1, 1, 2, 3, 3], States(list));
        Assert.Equal(States(list), States(ReadCbor("status_list_encoding2_cbor.md")));
    }

    public static TheoryData<int, string, string> Printed => new()
    {
        { 1, "1_long", "0:1 1993:1 25460:1 159495:1 495669:1 554353:1 645645:1 723232:1 854545:1 934534:1 1000345:1" },
        { 2, "2_long", "0:1 1993:2 25460:1 159495:3 495669:1 554353:1 645645:2 723232:1 854545:1 934534:2 1000345:3" },
        { 4, "4", "0:1 1993:2 35460:3 459495:4 595669:5 754353:6 845645:7 923232:8 924445:9 934534:10 1000345:12 1004534:11 1030203:13 1030204:14 1030205:15" },
    };

    [Theory]
    [MemberData(nameof(Printed))]
    public void The_test_vectors_set_the_printed_entries_in_JSON_and_in_CBOR(int bits, string name, string entries)
    {
        var list = ReadJson($"status_list_encoding{name}_json.md");

        Assert.Equal(bits, list.Bits);
        Assert.Equal(1 << 20, list.Count);
        Assert.Equal(entries, Set(list));
        Assert.Equal(entries, Set(ReadCbor($"status_list_encoding{name}_cbor.md")));
        Assert.True(StatusList.TryDecompress(bits, list.Compress(), out var again));
        Assert.Equal(entries, Set(again));
    }

    [Fact]
    public void The_eight_bit_test_vector_says_the_same_in_JSON_and_in_CBOR()
    {
        var list = ReadJson("status_list_encoding8_json.md");

        Assert.Equal(8, list.Bits);
        Assert.Equal(Enumerable.Range(0, 256), States(list).Distinct().Order());
        Assert.Equal(States(list), States(ReadCbor("status_list_encoding8_cbor.md")));
    }

    [Fact]
    public void The_JWT_of_section_5_1_verifies()
    {
        using var key = DraftKey();

        Assert.True(StatusListToken.TryReadJwt(Squeeze("status_list_jwt_raw.md"), kid => kid == "12" ? key : null, out var token));

        Assert.Equal("https://example.com/statuslists/1", token.Uri);
        Assert.Equal(1686920170, token.IssuedAt.ToUnixTimeSeconds());
        Assert.Equal(2291720170, token.ExpiresAt?.ToUnixTimeSeconds());
        Assert.Equal(TimeSpan.FromSeconds(43200), token.TimeToLive);
        Assert.Equal(16, token.List.Count);
        Assert.False(StatusListToken.TryReadJwt(Squeeze("status_list_jwt_raw.md"), _ => null, out _));
    }

    [Fact]
    public void The_CWT_of_section_5_2_verifies()
    {
        using var key = DraftKey();
        var cose = CoseKey.From(key);

        Assert.True(StatusListToken.TryReadCwt(Convert.FromHexString(Squeeze("status_list_cwt.md")), kid => kid.Span.SequenceEqual("12"u8) ? cose : null, out var token));

        Assert.Equal("https://example.com/statuslists/1", token.Uri);
        Assert.Equal([1, 0, 0, 1, 1, 1, 0, 1, 1, 1, 0, 0, 0, 1, 0, 1], States(token.List));
        Assert.Equal(TimeSpan.FromSeconds(43200), token.TimeToLive);
    }

    [Fact]
    public void The_referenced_CWT_of_section_6_3_verifies()
    {
        using var key = DraftKey();

        Assert.True(CoseSign1.TryRead(Convert.FromHexString(Squeeze("referenced_token_cwt.md")), out var message));
        Assert.True(message.Verify(CoseKey.From(key)));
    }

    private static IEnumerable<int> States(StatusList list) => Enumerable.Range(0, list.Count).Select(i => (int)list[i]);

    private static string Set(StatusList list) => string.Join(' ', Enumerable.Range(0, list.Count)
        .Where(i => list[i] is not 0)
        .Select(i => string.Create(CultureInfo.InvariantCulture, $"{i}:{list[i]}")));

    private static StatusList ReadJson(string file)
    {
        using var json = JsonDocument.Parse(Blanks().Replace(Body(file), ""));
        var packed = Base64Url.DecodeFromChars(json.RootElement.GetProperty("lst").GetString());
        Assert.True(StatusList.TryDecompress(json.RootElement.GetProperty("bits").GetInt32(), packed, out var list));
        return list;
    }

    private static StatusList ReadCbor(string file)
    {
        var list = StatusListCwt.ReadList(new CborReader(Convert.FromHexString(Blanks().Replace(Body(file), ""))));
        Assert.NotNull(list);
        return list;
    }

    private static string Squeeze(string file) => Blanks().Replace(Text(file), "");

    private static string Text(string file) => File.ReadAllText(Path.Combine(Repository.Vector("statuslist"), file));

    private static string Body(string file) => Text(file) is var text && text.IndexOf("encoded:", StringComparison.Ordinal) is var at and >= 0
        ? text[(at + "encoded:".Length)..]
        : text;

    // The key that the draft's examples are signed with.
    private static ECDsa DraftKey()
    {
        Assert.True(EcJwk.TryParse(
            """{"kty":"EC","crv":"P-256","x":"I3HWm_0Ds1dPMI-IWmf4mBmH-YaeAVbPVu7vB27CxXo","y":"6N_d5Elj9bs1htgV3okJKIdbHEpkgTmAluYKJemzn1M"}""", out _, out var key));
        return key;
    }

    [GeneratedRegex(@"\s+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Blanks();
}
