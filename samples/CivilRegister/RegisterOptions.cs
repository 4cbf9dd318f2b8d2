using System.ComponentModel.DataAnnotations;

namespace Cabildo.CivilRegister;

/// <summary>Settings of the register, section <c>Register</c>.</summary>
internal sealed class RegisterOptions
{
    /// <summary>What a registrar's request carries in <c>X-Operator-Key</c>. Required: without it nothing is registered.</summary>
    [Required, MinLength(16)]
    public string OperatorKey { get; init; } = "";
}
