namespace Cabildo.Credentials.StatusLists;

/// <summary>The state of one document in a status list (Token Status List §7.1), two bits wide here.</summary>
public enum TokenStatus : byte
{
    /// <summary>In force.</summary>
    Valid = 0,

    /// <summary>Withdrawn for good (the registry's INVALID).</summary>
    Withdrawn = 1,

    /// <summary>Not in force for a time.</summary>
    Suspended = 2,

    /// <summary>Retained by an authority. The registry leaves 3 to the application.</summary>
    Withheld = 3,
}
