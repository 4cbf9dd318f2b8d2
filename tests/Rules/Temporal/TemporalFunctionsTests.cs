using Cabildo.Rules.Values;

namespace Cabildo.Rules.Tests.Temporal;

public sealed class TemporalFunctionsTests
{
    [Theory]
    [InlineData("date", "2017-12-31", "2017-12-31")]
    [InlineData("date", "-2017-01-01", "-2017-01-01")]
    [InlineData("time", "11:22:33.444", "11:22:33.444")]
    [InlineData("time", "00:01:00@Europe/Paris", "00:01:00@Europe/Paris")]
    [InlineData("date and time", "2012-12-24", "2012-12-24T00:00:00")]
    [InlineData("date and time", "2017-12-31T11:22:33+01:35", "2017-12-31T11:22:33+01:35")]
    [InlineData("duration", "PT24H", "P1D")]
    [InlineData("duration", "P1Y27M", "P3Y3M")]
    public void Each_kind_is_made_of_text(string function, string text, string value)
    {
        Assert.Equal(value, Written.Text(Written.Call(function, text)));
        Assert.Equal(value, Written.Text(Written.CallNamed(function, ("from", text))));
    }

    [Theory]
    [InlineData("date", "2017-13-01", "not-a-date", "\"2017-13-01\" is not a date: write year-month-day, such as 2017-03-28, of a day that there is.")]
    [InlineData("date", "2017-08-14T14:25:00", "not-a-date", null)]
    [InlineData("date", "", "not-a-date", null)]
    [InlineData("time", "7:20", "not-a-time", null)]
    [InlineData("time", "2017-08-14", "not-a-time", null)]
    [InlineData("date and time", "11:00:00", "not-a-date-and-time", null)]
    [InlineData("date and time", "2011-12-03T10:15:30+01:00@Europe/Paris", "not-a-date-and-time", null)]
    [InlineData("duration", "P1Y1D", "not-a-duration", null)]
    [InlineData("duration", "2017-08-14", "not-a-duration", null)]
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
    [InlineData("2017-08-14T14:25:00.123456789", "2017-08-14")]
    [InlineData("2017-09-03T09:45:30@Europe/Paris", "2017-09-03")]
    [InlineData("2017-10-11", "2017-10-11")]
    public void The_date_of_a_date_and_time_is_that_of_its_own_zone(string moment, string date)
    {
        Assert.Equal(date, Written.Text(Written.Call("date", Written.Value(moment))));
        Assert.Equal(date, Written.Text(Written.CallNamed("date", ("from", Written.Value(moment)))));
    }

    [Theory]
    [InlineData("2017-08-10T10:20:00", "10:20:00")]
    [InlineData("2017-08-10T10:20:00-00:00", "10:20:00Z")]
    [InlineData("2017-09-04T11:20:00@Asia/Dhaka", "11:20:00@Asia/Dhaka")]
    [InlineData("2017-08-10", "00:00:00Z")]
    [InlineData("11:20:00Z", "11:20:00Z")]
    public void The_time_of_a_date_and_time_keeps_its_zone_and_of_a_date_it_is_midnight_UTC(string moment, string time) =>
        Assert.Equal(time, Written.Text(Written.Call("time", Written.Value(moment))));

    [Theory]
    [InlineData("2017", "12", "31", "2017-12-31")]
    [InlineData("-999999999", "12", "31", "-999999999-12-31")]
    [InlineData("2017.0", "1", "1e0", "2017-01-01")]
    [InlineData("2017", "13", "31", "null")]
    [InlineData("2017", "2", "29", "null")]
    [InlineData("2017", "-8", "2", "null")]
    [InlineData("2017.5", "8", "2", "null")]
    [InlineData("1000999999", "12", "1", "null")]
    [InlineData("1e6000", "12", "1", "null")]
    public void A_date_is_made_of_year_month_and_day(string year, string month, string day, string date)
    {
        Assert.Equal(date, Written.Text(Written.Call("date", Number(year), Number(month), Number(day))));
        Assert.Equal(date, Written.Text(Written.CallNamed("date", ("day", Number(day)), ("year", Number(year)), ("month", Number(month)))));
    }

    [Theory]
    [InlineData("11", "59", "45", null, "11:59:45")]
    [InlineData("11", "59", "45", "PT0H", "11:59:45Z")]
    [InlineData("11", "59", "0", "-PT2H1M0S", "11:59:00-02:01")]
    [InlineData("11", "59", "45", "PT2H45M55S", "11:59:45+02:45:55")]
    [InlineData("12", "59", "1.3", "-PT1H", "12:59:01.3-01:00")]
    [InlineData("12", "59", "59.9999999999999", null, "12:59:59.999999999")]
    [InlineData("24", "59", "45", null, "null")]
    [InlineData("-24", "59", "45", null, "null")]
    [InlineData("23", "60", "45", null, "null")]
    [InlineData("23", "59", "60", null, "null")]
    [InlineData("23", "59", "-0.1", null, "null")]
    [InlineData("23.5", "59", "0", null, "null")]
    [InlineData("1e6000", "59", "0", null, "null")]
    [InlineData("23", "59", "59", "PT14H1S", "null")]
    [InlineData("23", "59", "59", "PT0.5S", "null")]
    public void A_time_is_made_of_hour_minute_second_and_offset(string hour, string minute, string second, string? offset, string time)
    {
        var zone = offset is null ? FeelValue.Null : Written.Value(offset);

        Assert.Equal(time, Written.Text(Written.Call("time", Number(hour), Number(minute), Number(second), zone)));
        Assert.Equal(time, Written.Text(Written.CallNamed("time", ("hour", Number(hour)), ("minute", Number(minute)), ("second", Number(second)), ("offset", zone))));
    }

    [Fact]
    public void A_time_needs_no_offset() => Assert.Equal("11:59:45", Written.Text(Written.Call("time", 11, 59, 45)));

    [Theory]
    [InlineData("2017-01-01", "23:59:01@Europe/Paris", "2017-01-01T23:59:01@Europe/Paris")]
    [InlineData("2017-08-10T10:20:00+02:00", "23:59:01", "2017-08-10T23:59:01")]
    [InlineData("2017-09-05T10:20:00@Europe/Paris", "09:15:30Z", "2017-09-05T09:15:30Z")]
    public void A_date_and_a_time_make_one_in_the_zone_of_the_time(string date, string time, string moment)
    {
        Assert.Equal(moment, Written.Text(Written.Call("date and time", Written.Value(date), Written.Value(time))));
        Assert.Equal(moment, Written.Text(Written.CallNamed("date and time", ("date", Written.Value(date)), ("time", Written.Value(time)))));
    }

    [Theory]
    [InlineData("2011-12-22", "2013-08-24", "P1Y8M")]
    [InlineData("2013-08-24", "2011-12-22", "-P1Y8M")]
    [InlineData("2017-12-31T13:00:00", "2017-12-31T12:00:00", "P0M")]
    [InlineData("2017-09-05T10:20:00-01:00", "-2019-10-01T12:32:59+02:00", "-P4035Y11M")]
    [InlineData("2011-08-25T15:59:59@Europe/Paris", "2015-08-25T15:20:59+02:00", "P4Y")]
    [InlineData("2013-08-24", "2017-12-15T00:59:59", "P4Y3M")]
    public void Years_and_months_are_counted_from_date_to_date(string from, string to, string duration)
    {
        Assert.Equal(duration, Written.Text(Written.Call("years and months duration", Written.Value(from), Written.Value(to))));
        Assert.Equal(duration, Written.Text(Written.CallNamed("years and months duration", ("from", Written.Value(from)), ("to", Written.Value(to)))));
    }

    [Theory]
    [InlineData("day of year", "2019-09-17", "260")]
    [InlineData("day of year", "2020-12-31T10:10:10", "366")]
    [InlineData("day of week", "2019-09-17", "Tuesday")]
    [InlineData("day of week", "2021-01-17T10:10:10@Asia/Dhaka", "Sunday")]
    [InlineData("month of year", "2019-09-17", "September")]
    [InlineData("week of year", "2003-12-29", "1")]
    [InlineData("week of year", "2005-01-01", "53")]
    [InlineData("week of year", "2005-01-09", "1")]
    [InlineData("week of year", "2010-01-01T10:10:10", "53")]
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
        FeelValue[] wrong = [1, true, FeelValue.Of(FeelList.Empty), FeelValue.Of(FeelContext.Empty), Written.Value("P1D")];
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
        Assert.True(Written.Call(evaluation, "now", 123).IsNull);
        Assert.True(Written.Call(evaluation, "today", 123).IsNull);
    }

    [Theory]
    [InlineData("2012-12-25", "2012-12-25", true)]
    [InlineData("2012-12-25", "2012-12-25T00:00:00Z", false)]
    [InlineData("23:00:50Z", "23:00:50+00:00", true)]
    [InlineData("23:00:50", "23:00:50Z", false)]
    [InlineData("23:00:50.1", "23:00:50.2", false)]
    [InlineData("23:00:50@Australia/Melbourne", "23:00:50+10:00", false)]
    [InlineData("23:00:50@Etc/GMT", "23:00:50Z", false)]
    [InlineData("20:00:50+00:00", "21:00:50+01:00", false)]
    [InlineData("2002-04-02T12:00:00-01:00", "2002-04-02T17:00:00+04:00", false)]
    [InlineData("2012-12-25T10:10:10@Australia/Melbourne", "2012-12-25T10:10:10@Australia/Melbourne", true)]
    [InlineData("2002-04-02T23:00:00@Australia/Melbourne", "2002-04-02T23:00:00@Australia/Sydney", false)]
    [InlineData("P1D", "PT24H", true)]
    [InlineData("P0Y", "P0D", false)]
    public void Is_sees_the_zone_and_parts_of_seconds(string one, string other, bool isSame)
    {
        Assert.Equal(isSame, Written.Call("is", Written.Value(one), Written.Value(other)).IsTrue);
        Assert.Equal(isSame, Written.CallNamed("is", ("value2", Written.Value(one)), ("value1", Written.Value(other))).IsTrue);
    }

    [Fact]
    public void Is_answers_false_of_values_of_two_kinds_and_of_one_that_is_left_out()
    {
        Assert.True(Written.Call("is", 1, Number("1.0")).IsTrue);
        Assert.True(Written.Call("is", "foo", "bar").IsFalse);
        Assert.True(Written.Call("is", "1", 1).IsFalse);
        Assert.True(Written.Call("is", FeelValue.Null, FeelValue.Null).IsTrue);
        Assert.True(Written.CallNamed("is", ("value2", Written.Value("2021-02-13"))).IsFalse);
        Assert.True(Written.CallNamed("is", ("value1", Written.Value("2021-02-13"))).IsFalse);
    }

    private static FeelValue Number(string text) => FeelNumber.TryParse(text, out var number) ? number : FeelValue.Null;

    private sealed class ChileanTime : TimeProvider
    {
        public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.FindSystemTimeZoneById("America/Santiago");

        public override DateTimeOffset GetUtcNow() => new(2026, 11, 22, 1, 30, 0, TimeSpan.Zero);
    }
}
