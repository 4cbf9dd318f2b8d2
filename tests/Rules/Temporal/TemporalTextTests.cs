using Cabildo.Rules.Values;

namespace Cabildo.Rules.Tests.Temporal;

public sealed class TemporalTextTests
{
    [Theory]
    [InlineData("1969-07-21", FeelKind.Date)]
    [InlineData("-0753-04-21", FeelKind.Date)]
    [InlineData("0000-10-05", FeelKind.Date)]
    [InlineData("0079-08-24", FeelKind.Date)]
    [InlineData("987654321-02-28", FeelKind.Date)]
    [InlineData("-987654321-11-30", FeelKind.Date)]
    [InlineData("19:08:07", FeelKind.Time)]
    [InlineData("05:06:59.120000007", FeelKind.Time)]
    [InlineData("19:08:07Z", FeelKind.Time)]
    [InlineData("19:08:07-14:00", FeelKind.Time)]
    [InlineData("19:08:07+03:20:11", FeelKind.Time)]
    [InlineData("19:08:07@Asia/Kathmandu", FeelKind.Time)]
    [InlineData("00:00:00@America/Argentina/Buenos_Aires", FeelKind.Time)]
    [InlineData("1969-07-21T02:56:15", FeelKind.DateTime)]
    [InlineData("1969-07-21T02:56:15-05:45", FeelKind.DateTime)]
    [InlineData("1988-08-23T19:08:07.000000001@Europe/Helsinki", FeelKind.DateTime)]
    [InlineData("1988-08-23T19:08:07@America/Lima", FeelKind.DateTime)]
    [InlineData("999999999-11-30T00:00:00.000000001@Asia/Kathmandu", FeelKind.DateTime)]
    [InlineData("-999999999-02-28T12:30:00.5-09:30", FeelKind.DateTime)]
    [InlineData("P3D", FeelKind.DaysDuration)]
    [InlineData("-P4DT5H6M7.000000089S", FeelKind.DaysDuration)]
    [InlineData("PT0.125S", FeelKind.DaysDuration)]
    [InlineData("PT0S", FeelKind.DaysDuration)]
    [InlineData("P987654321987654321D", FeelKind.DaysDuration)]
    [InlineData("P4Y7M", FeelKind.MonthsDuration)]
    [InlineData("-P5M", FeelKind.MonthsDuration)]
    [InlineData("P0M", FeelKind.MonthsDuration)]
    public void What_is_written_as_string_writes_it_is_read_and_written_alike(string text, FeelKind kind)
    {
        var value = TemporalText.Parse(text);

        Assert.Equal(kind, value.Kind);
        Assert.Equal(text, value.Content!.ToString());
    }

    [Theory]
    [InlineData("19:08:07-00:00", "19:08:07Z")]
    [InlineData("19:08:07+00:00", "19:08:07Z")]
    [InlineData("05:06:59z", "05:06:59Z")]
    [InlineData("19:08:07.1200", "19:08:07.12")]
    [InlineData("24:00:00-09:30", "00:00:00-09:30")]
    [InlineData("1996-02-28T24:00:00", "1996-02-29T00:00:00")]
    [InlineData("1998-12-31T24:00:00Z", "1999-01-01T00:00:00Z")]
    [InlineData("PT500M0.25S", "PT8H20M0.25S")]
    [InlineData("P3DT1505M", "P4DT1H5M")]
    [InlineData("PT72H", "P3D")]
    [InlineData("PT7260S", "PT2H1M")]
    [InlineData("PT8.S", "PT8S")]
    [InlineData("-P0D", "PT0S")]
    [InlineData("-PT0M", "PT0S")]
    [InlineData("P0031D", "P31D")]
    [InlineData("-P0Y", "P0M")]
    [InlineData("P41M", "P3Y5M")]
    [InlineData("-P123456789M", "-P10288065Y9M")]
    [InlineData("P36M", "P3Y")]
    public void Other_ways_to_write_a_value_are_read_too(string text, string canonical) => Assert.Equal(canonical, Written.Value(text).Content!.ToString());

    [Theory]
    [InlineData("")]
    [InlineData("today")]
    [InlineData(" 1988-08-23")]
    [InlineData("1988-08-23 ")]
    [InlineData("1988.08.23")]
    [InlineData("1988-8-23")]
    [InlineData("1988-23-08")]
    [InlineData("1988-00-23")]
    [InlineData("1988-08-32")]
    [InlineData("1990-02-29")]
    [InlineData("2100-02-29")]
    [InlineData("753-04-21")]
    [InlineData("01988-08-23")]
    [InlineData("+1988-08-23")]
    [InlineData("-0000-08-23")]
    [InlineData("1000000000-08-23")]
    [InlineData("8888888888-08-23")]
    [InlineData("77777777777777777777777-08-23")]
    [InlineData("1988-08-23T")]
    [InlineData("1988-08-23Z")]
    [InlineData("１９８８-08-23")]
    public void What_is_no_date_is_refused(string text) => Assert.True(TemporalText.Parse(text).IsNull);

    [Theory]
    [InlineData("16:59:60")]
    [InlineData("24:00:59")]
    [InlineData("24:00:00.001")]
    [InlineData("24:30:00")]
    [InlineData("31:00:00")]
    [InlineData("16:60:00")]
    [InlineData("6:05:04")]
    [InlineData("16:5:04")]
    [InlineData("16:05:4")]
    [InlineData("16:05")]
    [InlineData("16:05:04.")]
    [InlineData("16:05:04.1234567890")]
    [InlineData("16:05:04@Moon/Tycho")]
    [InlineData("16:05:04@")]
    [InlineData("16:05:04@../zoneinfo/UTC")]
    [InlineData("16:05:04@Asia")]
    [InlineData("16:05:04@Asia/")]
    [InlineData("16:05:04@/Europe/Helsinki")]
    [InlineData("16:05:04@zone.tab")]
    [InlineData("16:05:04@posixrules")]
    [InlineData("16:05:04@europe/helsinki")]
    [InlineData("16:05:04-14:01")]
    [InlineData("16:05:04+20:00")]
    [InlineData("16:05:04-7:00")]
    [InlineData("16:05:04-07")]
    [InlineData("16:05:04-07:60")]
    [InlineData("16:05:04+03:00@Europe/Helsinki")]
    [InlineData("16:05:04zZ")]
    [InlineData("16:05:04T")]
    [InlineData("1988T-08-2316:05:04Z")]
    [InlineData("1988-08-2316:05:04")]
    [InlineData("1988-08-23t16:05:04")]
    [InlineData("1988-08-23T6:05:04")]
    [InlineData("1988-06-31T16:05:04")]
    [InlineData("999999999-12-31T24:00:00Z")]
    public void What_is_no_time_is_refused(string text)
    {
        Written.Value("16:05:04@Europe/Helsinki");

        Assert.True(TemporalText.Parse(text).IsNull);
    }

    [Theory]
    [InlineData("P")]
    [InlineData("-P")]
    [InlineData("-PT")]
    [InlineData("P8DT")]
    [InlineData("P44")]
    [InlineData("6M")]
    [InlineData("P8H")]
    [InlineData("P44S")]
    [InlineData("P2Y3D")]
    [InlineData("P5M6D")]
    [InlineData("P2YT8H")]
    [InlineData("P5M4Y")]
    [InlineData("P2.5Y")]
    [InlineData("PT8.25M")]
    [InlineData("-PT.25S")]
    [InlineData("PT44M8H")]
    [InlineData("PT9S44M")]
    [InlineData("PT8H9H")]
    [InlineData("P2D3D")]
    [InlineData("P-8D")]
    [InlineData("+PT8H")]
    [InlineData("--P3M")]
    [InlineData("P2W")]
    [InlineData("pt8h")]
    [InlineData("PT9.1234567890S")]
    [InlineData("P8000000000000000000D")]
    [InlineData("P888888888888888888Y")]
    public void What_is_no_duration_is_refused(string text) => Assert.True(TemporalText.Parse(text).IsNull);

    [Fact]
    public void Texts_made_at_random_are_read_or_refused_and_what_is_read_is_written_so_that_it_is_read_again()
    {
        var random = new Random(20_170_328);
        const string Letters = "0123456789-:+.TPZ@YMDHS";
        for (var i = 0; i < 200_000; i++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(1, 14)).Select(_ => Letters[random.Next(Letters.Length)])]);
            if (TemporalText.Parse(text).Content is { } value)
                Assert.Equal(value, TemporalText.Parse(value.ToString()!).Content);
        }
    }
}
