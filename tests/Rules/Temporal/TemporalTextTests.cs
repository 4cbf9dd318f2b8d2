using Cabildo.Rules.Values;

namespace Cabildo.Rules.Tests.Temporal;

public sealed class TemporalTextTests
{
    [Theory]
    [InlineData("2017-03-28", FeelKind.Date)]
    [InlineData("-2017-12-31", FeelKind.Date)]
    [InlineData("0000-02-29", FeelKind.Date)]
    [InlineData("0044-03-15", FeelKind.Date)]
    [InlineData("999999999-12-31", FeelKind.Date)]
    [InlineData("-999999999-01-01", FeelKind.Date)]
    [InlineData("10:00:00", FeelKind.Time)]
    [InlineData("23:59:59.987654321", FeelKind.Time)]
    [InlineData("10:00:00Z", FeelKind.Time)]
    [InlineData("10:00:00+14:00", FeelKind.Time)]
    [InlineData("10:00:00-02:45:55", FeelKind.Time)]
    [InlineData("10:00:00@Europe/Paris", FeelKind.Time)]
    [InlineData("00:01:00@Etc/UTC", FeelKind.Time)]
    [InlineData("2017-01-01T10:00:00", FeelKind.DateTime)]
    [InlineData("2017-01-01T10:00:00+02:00", FeelKind.DateTime)]
    [InlineData("2011-12-31T10:15:30.123456789@Europe/Paris", FeelKind.DateTime)]
    [InlineData("2017-09-06T09:45:30@Asia/Tokyo", FeelKind.DateTime)]
    [InlineData("999999999-12-31T23:59:59.999999999@Europe/Paris", FeelKind.DateTime)]
    [InlineData("-999999999-12-31T23:59:59.999999999+02:00", FeelKind.DateTime)]
    [InlineData("P1D", FeelKind.DaysDuration)]
    [InlineData("-P1DT2H3M4.000000005S", FeelKind.DaysDuration)]
    [InlineData("PT0.999S", FeelKind.DaysDuration)]
    [InlineData("PT0S", FeelKind.DaysDuration)]
    [InlineData("P999999999999999999D", FeelKind.DaysDuration)]
    [InlineData("P1Y2M", FeelKind.MonthsDuration)]
    [InlineData("-P11M", FeelKind.MonthsDuration)]
    [InlineData("P0M", FeelKind.MonthsDuration)]
    public void What_is_written_as_string_writes_it_is_read_and_written_alike(string text, FeelKind kind)
    {
        var value = TemporalText.Parse(text);

        Assert.Equal(kind, value.Kind);
        Assert.Equal(text, value.Content!.ToString());
    }

    [Theory]
    [InlineData("11:22:33-00:00", "11:22:33Z")]
    [InlineData("11:22:33+00:00", "11:22:33Z")]
    [InlineData("23:00:50z", "23:00:50Z")]
    [InlineData("11:22:33.500", "11:22:33.5")]
    [InlineData("24:00:00", "00:00:00")]
    [InlineData("2021-01-01T24:00:00", "2021-01-02T00:00:00")]
    [InlineData("2020-12-31T24:00:00Z", "2021-01-01T00:00:00Z")]
    [InlineData("PT1000M0.999999999S", "PT16H40M0.999999999S")]
    [InlineData("P2DT274M", "P2DT4H34M")]
    [InlineData("PT240H", "P10D")]
    [InlineData("PT3600S", "PT1H")]
    [InlineData("PT0.S", "PT0S")]
    [InlineData("P0D", "PT0S")]
    [InlineData("-PT0S", "PT0S")]
    [InlineData("P007D", "P7D")]
    [InlineData("P0Y", "P0M")]
    [InlineData("P26M", "P2Y2M")]
    [InlineData("-P999999999M", "-P83333333Y3M")]
    [InlineData("P12M", "P1Y")]
    public void Other_ways_to_write_a_value_are_read_too(string text, string canonical) => Assert.Equal(canonical, Written.Value(text).Content!.ToString());

    [Theory]
    [InlineData("")]
    [InlineData("foo")]
    [InlineData(" 2017-03-28")]
    [InlineData("2017-03-28 ")]
    [InlineData("2017/03/28")]
    [InlineData("2017-3-28")]
    [InlineData("2017-13-10")]
    [InlineData("2017-00-10")]
    [InlineData("2017-12-32")]
    [InlineData("2017-02-29")]
    [InlineData("1900-02-29")]
    [InlineData("998-12-31")]
    [InlineData("01211-12-31")]
    [InlineData("+2012-12-02")]
    [InlineData("-0000-12-02")]
    [InlineData("1000000000-01-01")]
    [InlineData("9999999999-12-25")]
    [InlineData("99999999999999999999999-12-25")]
    [InlineData("2012-12-25T")]
    [InlineData("2012-12-25Z")]
    [InlineData("２０１７-03-28")]
    public void What_is_no_date_is_refused(string text) => Assert.True(TemporalText.Parse(text).IsNull);

    [Theory]
    [InlineData("23:59:60")]
    [InlineData("24:00:01")]
    [InlineData("24:00:00.1")]
    [InlineData("24:01:00")]
    [InlineData("25:00:00")]
    [InlineData("00:60:00")]
    [InlineData("7:00:00")]
    [InlineData("07:1:00")]
    [InlineData("07:01:2")]
    [InlineData("07:01")]
    [InlineData("07:01:02.")]
    [InlineData("07:01:02.0123456789")]
    [InlineData("13:20:00@xyz/abc")]
    [InlineData("13:20:00@")]
    [InlineData("13:20:00@../etc/passwd")]
    [InlineData("13:20:00@Europe")]
    [InlineData("13:20:00@Europe/")]
    [InlineData("13:20:00@/Europe/Paris")]
    [InlineData("13:20:00@tzdata.zi")]
    [InlineData("13:20:00@localtime")]
    [InlineData("13:20:00@EUROPE/PARIS")]
    [InlineData("13:20:00+14:01")]
    [InlineData("13:20:00-19:00")]
    [InlineData("13:20:00+5:00")]
    [InlineData("13:20:00+05")]
    [InlineData("13:20:00+05:60")]
    [InlineData("13:20:00+02:00@Europe/Paris")]
    [InlineData("13:20:00ZZ")]
    [InlineData("11:30:00T")]
    [InlineData("2012T-12-2511:00:00Z")]
    [InlineData("2011-12-0310:15:30")]
    [InlineData("2017-12-31t10:15:30")]
    [InlineData("2017-12-31T7:00:00")]
    [InlineData("2017-02-30T07:00:00")]
    [InlineData("999999999-12-31T24:00:00")]
    public void What_is_no_time_is_refused(string text)
    {
        Written.Value("13:20:00@Europe/Paris");

        Assert.True(TemporalText.Parse(text).IsNull);
    }

    [Theory]
    [InlineData("P")]
    [InlineData("-P")]
    [InlineData("PT")]
    [InlineData("P1DT")]
    [InlineData("P0")]
    [InlineData("1Y")]
    [InlineData("P1H")]
    [InlineData("P1S")]
    [InlineData("P1Y1D")]
    [InlineData("P1M1D")]
    [InlineData("P1YT1H")]
    [InlineData("P1M2Y")]
    [InlineData("P1.5D")]
    [InlineData("PT1.5H")]
    [InlineData("PT.5S")]
    [InlineData("PT1M1H")]
    [InlineData("PT1S1M")]
    [InlineData("PT1M2M")]
    [InlineData("PT1S1S")]
    [InlineData("P-1D")]
    [InlineData("+P1D")]
    [InlineData("--P1D")]
    [InlineData("P1W")]
    [InlineData("p1d")]
    [InlineData("PT1.0123456789S")]
    [InlineData("P1000000000000000000D")]
    [InlineData("P999999999999999999Y")]
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
