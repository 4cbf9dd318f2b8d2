namespace Cabildo.Browser.Tests.Surroundings;

/// <summary>DNI of the demo's people, by what their story is.</summary>
internal static class People
{
    public const string Ana = "31456789";
    public const string SuspendedByCourt = "28104377";
    public const string Expired = "10233418";
    public const string Withheld = "35870021";
    public const string ManyClasses = "24990112";
    public const string WithoutLicence = "17422908";
    public const string FirstLicence = "47655201";
}
