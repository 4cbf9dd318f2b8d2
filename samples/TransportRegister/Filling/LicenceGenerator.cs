using System.Text.Json;
using Cabildo.RepublicaDelPlata.People;
using Cabildo.TransportRegister.Data;
using Cabildo.TransportRegister.Licences;

namespace Cabildo.TransportRegister.Filling;

/// <summary>Makes the licence of a person: what such a person could have, and always the same for the same day.</summary>
internal static class LicenceGenerator
{
    private static readonly string[] BloodGroups = ["0+", "0+", "0+", "0+", "A+", "A+", "A+", "B+", "0-", "A-", "AB+", "B-"];

    /// <summary>The licence of a person of the population, or null where there is none (too young, or never drove).</summary>
    public static LicenceRow? Of(int index, Person person, DateTimeOffset today)
    {
        var random = new SeededRandom((ulong)index ^ 0x11CE9CE);
        var day = DateOnly.FromDateTime(today.UtcDateTime);
        var age = Age(person.BirthDate, day);
        if (age < 17 || random.Next(1000) < 6)
            return null;

        // From 70 on a licence is renewed each year, from 65 every three, before that every five.
        var years = age switch { >= 70 => 1, >= 65 => 3, _ => 5 };
        var issued = day.AddDays(-random.Next((years * 365) + 90));
        var expiry = issued.AddYears(years);
        var (status, reason) = random.Next(1000) switch
        {
            < 8 => ("suspended", "court-order"),
            < 12 => ("withheld", "roadside-retention"),
            _ => ("valid", null),
        };
        var since = status == "valid" ? issued : issued.AddDays(random.Next(Math.Max(1, day.DayNumber - issued.DayNumber)));
        return Row(person, Classes(age, ref random), Restrictions(age, ref random), (issued, expiry), (status, reason, At(since)), BloodGroups[random.Next(BloodGroups.Length)], random.Next(3) > 0);
    }

    /// <summary>The licence of a demo person, or null where the story has none.</summary>
    public static LicenceRow? Of(DemoPerson person, DateTimeOffset today)
    {
        if (person.Licence is not { } licence)
            return null;
        var expiry = DateOnly.FromDateTime(today.UtcDateTime).AddDays(licence.ExpiresInDays);
        var issued = expiry.AddYears(-5);
        var since = licence.Status == "valid" ? At(issued) : today.AddDays(-3);
        return Row(person.ToPerson(), licence.Classes, licence.Restrictions, (issued, expiry), (licence.Status, licence.Reason, since), licence.BloodGroup, licence.Donor);
    }

    private static LicenceRow Row(
        Person person,
        IEnumerable<string> classes,
        IEnumerable<string> restrictions,
        (DateOnly Issued, DateOnly Expiry) dates,
        (string Status, string? Reason, DateTimeOffset Since) status,
        string bloodGroup,
        bool donor) => new()
        {
            Number = person.Dni,
            FamilyNames = person.FamilyNames,
            GivenNames = person.GivenNames,
            BirthDate = person.BirthDate,
            Address = person.Address,
            Classes = JsonSerializer.Serialize([.. classes.Select(code => new LicenceClass(code, dates.Issued, dates.Expiry))], LicenceJson.Default.ListLicenceClass),
            Restrictions = string.Join(' ', restrictions),
            IssueDate = dates.Issued,
            ExpiryDate = dates.Expiry,
            IssuingAuthority = "Municipalidad de " + person.Address[(person.Address.LastIndexOf(", ", StringComparison.Ordinal) + 2)..],
            BloodGroup = bloodGroup,
            Donor = donor,
            Status = status.Status,
            StatusSince = status.Since,
            StatusReason = status.Reason,
            UpdatedAt = status.Since,
            Version = 1,
            Portrait = person.Portrait,
        };

    private static List<string> Classes(int age, ref SeededRandom random)
    {
        var classes = new List<string>();
        var kind = random.Next(100);
        if (kind < 88)
            classes.Add("B1");
        if (kind >= 70)
            classes.Add(age < 19 ? "A1.2" : random.Next(3) == 0 ? "A1.4" : "A1.3");
        if (kind < 12 && age >= 21)
            classes.AddRange(random.Next(2) == 0 ? ["C1", "C2"] : ["D1", "D2"]);
        if (kind is 12 && age >= 21)
            classes.Add("E");
        return classes;
    }

    private static List<string> Restrictions(int age, ref SeededRandom random)
    {
        var restrictions = new List<string>();
        if (random.Next(100) < Math.Min(80, age))
            restrictions.Add("lenses");
        if (random.Next(100) < 3)
            restrictions.Add("automatic");
        if (age > 75 && random.Next(3) == 0)
            restrictions.Add("daylight");
        return restrictions;
    }

    private static DateTimeOffset At(DateOnly day) => new(day.ToDateTime(new TimeOnly(13, 0)), TimeSpan.Zero);

    private static int Age(DateOnly birth, DateOnly day) => day.Year - birth.Year - (day < birth.AddYears(day.Year - birth.Year) ? 1 : 0);
}
