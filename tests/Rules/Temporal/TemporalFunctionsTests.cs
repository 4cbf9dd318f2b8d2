using Cabildo.Rules.Values;

namespace Cabildo.Rules.Tests.Temporal;

public sealed class TemporalFunctionsTests
{
    [Theory]
    [InlineData("date", "1969-07-21", "1969-07-21")]
    [InlineData("date", "-0753-04-21", "-0753-04-21")]
    [InlineData("time", "19:08:07.25", "19:08:07.25")]
    [InlineData("time", "06:05:00@Asia/Kathmandu", "06:05:00@Asia/Kathmandu")]
    [InlineData("date and time", "1969-07-21", "1969-07-21T00:00:00")]
    [InlineData("date and time", "1969-07-21T02:56:15-05:45", "1969-07-21T02:56:15-05:45")]
    [InlineData("duration", "PT49H", "P2DT1H")]
    [InlineData("duration", "P2Y30M", "P4Y6M")]
    public void Each_kind_is_made_of_text(string function, string text, string value)
    {
        Assert.Equal(value, Written.Text(Written.Call(function, text)));
        Assert.Equal(value, Written.Text(Written.CallNamed(function, ("from", text))));
    }

    [Theory]
    [InlineData("date", "1969-00-21", "not-a-date", "\"1969-00-21\" is not a date: write year-month-day, such as 2017-03-28, of a day that there is.")]
    [InlineData("date", "1969-07-21T02:56:15", "not-a-date", null)]
    [InlineData("date", "", "not-a-date", null)]
    [InlineData("time", "9:05", "not-a-time", null)]
    [InlineData("time", "1969-07-21", "not-a-time", null)]
    [InlineData("date and time", "02:56:15", "not-a-date-and-time", null)]
    [InlineData("date and time", "1969-07-21T02:56:15+02:00@Europe/Helsinki", "not-a-date-and-time", null)]
    [InlineData("duration", "P3M4D", "not-a-duration", null)]
    [InlineData("duration", "02:56:15", "not-a-duration", null)]
    public void A_text_that_is_none_is_refused_with_words_that_say_what_to_write(string function, string text, string code, string? message)
    {
        var evaluation = Written.NewEvaluation();

        Assert.True(Written.Call(evaluation, function, text).IsNull);
        var problem = Assert.Single(evaluation.Problems);
        Assert.Equal(code, problem.Code);
        Assert.Equal(message ?? problem.Message, problem.Message);
    }

    [Fact]
    public void A_long_text_is_not_repeated_whole()
    {
        var evaluation = Written.NewEvaluation();

        Written.Call(evaluation, "date", new string('x', 100_000));

        Assert.InRange(Assert.Single(evaluation.Problems).Message.Length, 60, 200);
    }

    [Theory]
    [InlineData("1988-08-23T23:50:00.000000001", "1988-08-23")]
    [InlineData("1988-08-23T00:10:00@Asia/Kathmandu", "1988-08-23")]
    [InlineData("1988-08-23T23:50:00-09:30", "1988-08-23")]
    [InlineData("1988-08-23", "1988-08-23")]
    public void The_date_of_a_date_and_time_is_that_of_its_own_zone(string moment, string date)
    {
        Assert.Equal(date, Written.Text(Written.Call("date", Written.Value(moment))));
        Assert.Equal(date, Written.Text(Written.CallNamed("date", ("from", Written.Value(moment)))));
    }

    [Theory]
    [InlineData("1988-08-23T19:08:07", "19:08:07")]
    [InlineData("1988-08-23T19:08:07-00:00", "19:08:07Z")]
    [InlineData("1988-08-23T19:08:07@Asia/Kathmandu", "19:08:07@Asia/Kathmandu")]
    [InlineData("1988-08-23", "00:00:00Z")]
    [InlineData("19:08:07-09:30", "19:08:07-09:30")]
    public void The_time_of_a_date_and_time_keeps_its_zone_and_of_a_date_it_is_midnight_UTC(string moment, string time) =>
        Assert.Equal(time, Written.Text(Written.Call("time", Written.Value(moment))));

    [Theory]
    [InlineData("1969", "7", "21", "1969-07-21")]
    [InlineData("-999999999", "2", "28", "-999999999-02-28")]
    [InlineData("1969.00", "7", "2.1e1", "1969-07-21")]
    [InlineData("1969", "0", "21", "null")]
    [InlineData("1969", "13", "21", "null")]
    [InlineData("1969", "2", "29", "null")]
    [InlineData("1969", "-3", "21", "null")]
    [InlineData("1969", "7", "21.25", "null")]
    [InlineData("1000000001", "7", "21", "null")]
    [InlineData("7e5999", "7", "21", "null")]
    public void A_date_is_made_of_year_month_and_day(string year, string month, string day, string date)
    {
        Assert.Equal(date, Written.Text(Written.Call("date", Number(year), Number(month), Number(day))));
        Assert.Equal(date, Written.Text(Written.CallNamed("date", ("day", Number(day)), ("year", Number(year)), ("month", Number(month)))));
    }

    [Theory]
    [InlineData("8", "4", "9", null, "08:04:09")]
    [InlineData("8", "4", "9", "PT0M", "08:04:09Z")]
    [InlineData("8", "4", "0", "-PT5H7M", "08:04:00-05:07")]
    [InlineData("8", "4", "9", "PT3H20M11S", "08:04:09+03:20:11")]
    [InlineData("8", "4", "0.75", "-PT9H30M", "08:04:00.75-09:30")]
    [InlineData("8", "4", "9.9999999999", null, "08:04:09.999999999")]
    [InlineData("24", "4", "9", null, "null")]
    [InlineData("-1", "4", "9", null, "null")]
    [InlineData("8", "60", "9", null, "null")]
    [InlineData("8", "4", "60", null, "null")]
    [InlineData("8", "4", "-0.001", null, "null")]
    [InlineData("8.25", "4", "9", null, "null")]
    [InlineData("7e5999", "4", "9", null, "null")]
    [InlineData("8", "4", "9", "-PT14H1S", "null")]
    [InlineData("8", "4", "9", "PT0.25S", "null")]
    public void A_time_is_made_of_hour_minute_second_and_offset(string hour, string minute, string second, string? offset, string time)
    {
        var zone = offset is null ? FeelValue.Null : Written.Value(offset);

        Assert.Equal(time, Written.Text(Written.Call("time", Number(hour), Number(minute), Number(second), zone)));
        Assert.Equal(time, Written.Text(Written.CallNamed("time", ("hour", Number(hour)), ("minute", Number(minute)), ("second", Number(second)), ("offset", zone))));
    }

    [Fact]
    public void A_time_needs_no_offset() => Assert.Equal("08:04:09", Written.Text(Written.Call("time", 8, 4, 9)));

    [Theory]
    [InlineData("1988-08-23", "04:30:15@Pacific/Auckland", "1988-08-23T04:30:15@Pacific/Auckland")]
    [InlineData("1988-08-23T19:08:07-03:00", "04:30:15", "1988-08-23T04:30:15")]
    [InlineData("1988-08-23T19:08:07@Asia/Kathmandu", "04:30:15Z", "1988-08-23T04:30:15Z")]
    public void A_date_and_a_time_make_one_in_the_zone_of_the_time(string date, string time, string moment)
    {
        Assert.Equal(moment, Written.Text(Written.Call("date and time", Written.Value(date), Written.Value(time))));
        Assert.Equal(moment, Written.Text(Written.CallNamed("date and time", ("date", Written.Value(date)), ("time", Written.Value(time)))));
    }

    [Theory]
    [InlineData("1993-05-17", "1996-03-19", "P2Y10M")]
    [InlineData("1996-03-19", "1993-05-17", "-P2Y10M")]
    [InlineData("1988-08-23T19:00:00", "1988-08-23T07:00:00", "P0M")]
    [InlineData("1850-11-30T23:00:00-01:00", "-0031-09-02T04:30:15+03:00", "-P1881Y2M")]
    [InlineData("1990-02-11T15:59:59@Europe/Helsinki", "1997-02-11T09:20:00+03:00", "P7Y")]
    [InlineData("1990-02-11", "1997-01-10T23:59:59", "P6Y10M")]
    public void Years_and_months_are_counted_from_date_to_date(string from, string to, string duration)
    {
        Assert.Equal(duration, Written.Text(Written.Call("years and months duration", Written.Value(from), Written.Value(to))));
        Assert.Equal(duration, Written.Text(Written.CallNamed("years and months duration", ("from", Written.Value(from)), ("to", Written.Value(to)))));
    }

    [Theory]
    [InlineData("day of year", "1988-08-23", "236")]
    [InlineData("day of year", "1996-12-31T20:15:00", "366")]
    [InlineData("day of week", "1988-08-23", "Tuesday")]
    [InlineData("day of week", "1993-02-27T20:15:00@Asia/Kathmandu", "Saturday")]
    [InlineData("month of year", "1988-08-23", "August")]
    [InlineData("week of year", "2018-12-31", "1")]
    [InlineData("week of year", "2016-01-03", "53")]
    [InlineData("week of year", "2016-01-10", "1")]
    [InlineData("week of year", "2027-01-01T20:15:00", "53")]
    public void A_date_tells_where_in_week_and_year_it_lies(string function, string date, string answer)
    {
        Assert.Equal(answer, Written.Text(Written.Call(function, Written.Value(date))));
        Assert.Equal(answer, Written.Text(Written.CallNamed(function, ("date", Written.Value(date)))));
        Assert.True(Written.CallNamed(function, ("value", Written.Value(date))).IsNull);
        Assert.True(Written.Call(function, Written.Value(date), Written.Value(date)).IsNull);
    }

    [Theory]
    [InlineData("date", 1)]
    [InlineData("date", 3)]
    [InlineData("time", 1)]
    [InlineData("time", 3)]
    [InlineData("time", 4)]
    [InlineData("date and time", 1)]
    [InlineData("date and time", 2)]
    [InlineData("duration", 1)]
    [InlineData("years and months duration", 2)]
    [InlineData("day of year", 1)]
    [InlineData("day of week", 1)]
    [InlineData("month of year", 1)]
    [InlineData("week of year", 1)]
    public void Of_null_comes_null_and_a_reason(string function, int count)
    {
        var evaluation = Written.NewEvaluation();

        Assert.True(Written.Call(evaluation, function, new FeelValue[count]).IsNull);
        Assert.Equal("null-argument", Assert.Single(evaluation.Problems).Code);
    }

    [Theory]
    [InlineData("date")]
    [InlineData("time")]
    [InlineData("date and time")]
    [InlineData("duration")]
    [InlineData("years and months duration")]
    [InlineData("day of year")]
    public void Of_other_values_comes_null_and_a_reason(string function)
    {
        FeelValue[] wrong = [7, false, FeelValue.Of(FeelList.Empty), FeelValue.Of(FeelContext.Empty), Written.Value("PT7H")];
        Assert.All(wrong, value =>
        {
            var evaluation = Written.NewEvaluation();
            Assert.True(Written.Call(evaluation, function, value).IsNull);
            Assert.Equal("wrong-arguments", Assert.Single(evaluation.Problems).Code);
        });
        Assert.True(Written.Call(function).IsNull);
    }

    [Fact]
    public void Now_and_today_are_by_the_evaluations_clock_and_its_zone()
    {
        var evaluation = Written.NewEvaluation(new ChileanTime());

        Assert.Equal("2026-11-21T22:30:00-03:00", Written.Text(Written.Call(evaluation, "now")));
        Assert.Equal("2026-11-21", Written.Text(Written.Call(evaluation, "today")));
        Assert.True(Written.Call(evaluation, "now", 7).IsNull);
        Assert.True(Written.Call(evaluation, "today", 7).IsNull);
    }

    [Theory]
    [InlineData("1988-08-23", "1988-08-23", true)]
    [InlineData("1988-08-23", "1988-08-23T00:00:00Z", false)]
    [InlineData("04:30:15Z", "04:30:15+00:00", true)]
    [InlineData("04:30:15", "04:30:15Z", false)]
    [InlineData("04:30:15.25", "04:30:15.75", false)]
    [InlineData("04:30:15@Asia/Kathmandu", "04:30:15+05:45", false)]
    [InlineData("04:30:15@Africa/Abidjan", "04:30:15Z", false)]
    [InlineData("04:30:15+00:00", "10:15:15+05:45", false)]
    [InlineData("2009-06-30T22:15:00-03:00", "2009-07-01T06:45:00+05:30", false)]
    [InlineData("1988-08-23T04:30:15@Asia/Kathmandu", "1988-08-23T04:30:15@Asia/Kathmandu", true)]
    [InlineData("2009-04-20T18:05:00@Asia/Manila", "2009-04-20T18:05:00@Asia/Taipei", false)]
    [InlineData("PT90M", "PT1H30M", true)]
    [InlineData("P0M", "PT0S", false)]
    public void Is_sees_the_zone_and_parts_of_seconds(string one, string other, bool isSame)
    {
        Assert.Equal(isSame, Written.Call("is", Written.Value(one), Written.Value(other)).IsTrue);
        Assert.Equal(isSame, Written.CallNamed("is", ("value2", Written.Value(one)), ("value1", Written.Value(other))).IsTrue);
    }

    [Fact]
    public void Is_answers_false_of_values_of_two_kinds_and_of_one_that_is_left_out()
    {
        Assert.True(Written.Call("is", 40, Number("40.00")).IsTrue);
        Assert.True(Written.Call("is", "plum", "pear").IsFalse);
        Assert.True(Written.Call("is", "40", 40).IsFalse);
        Assert.True(Written.Call("is", FeelValue.Null, FeelValue.Null).IsTrue);
        Assert.True(Written.CallNamed("is", ("value2", Written.Value("1988-08-23"))).IsFalse);
        Assert.True(Written.CallNamed("is", ("value1", Written.Value("1988-08-23"))).IsFalse);
    }

    private static FeelValue Number(string text) => FeelNumber.TryParse(text, out var number) ? number : FeelValue.Null;

    private sealed class ChileanTime : TimeProvider
    {
        public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.FindSystemTimeZoneById("America/Santiago");

        public override DateTimeOffset GetUtcNow() => new(2026, 11, 22, 1, 30, 0, TimeSpan.Zero);
    }
}
